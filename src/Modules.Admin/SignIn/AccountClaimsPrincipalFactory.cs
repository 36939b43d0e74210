using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Sessions;

namespace Switchhook.Admin.SignIn;

/// <summary>Who is signed in, and so whose tenant every page reads and every command acts in.</summary>
public sealed class AccountClaimsPrincipalFactory(
    UserManager<Account> accounts,
    RoleManager<IdentityRole<Guid>> roles,
    IOptions<IdentityOptions> options
) : UserClaimsPrincipalFactory<Account, IdentityRole<Guid>>(accounts, roles, options)
{
    public const string Tenant = "tenant",
        Zone = "zone";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account account)
    {
        var identity = await base.GenerateClaimsAsync(account);
        identity.AddClaim(new Claim(Tenant, account.Id.ToString()));
        if (account.Zone is { } zone)
            identity.AddClaim(new Claim(Zone, zone));
        return identity;
    }
}

public static class SignedInAccount
{
    public static Guid AccountId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);

    public static Guid SessionId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(Session.Claim)!);
}
