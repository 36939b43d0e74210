using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Admin.SignIn;
using Wolverine;

namespace Switchhook.Admin.SignUp;

/// <summary>
/// The one admin that no other admin made: from the configuration, or by a link that is printed until somebody has used it.
/// </summary>
public sealed class FirstAdmin(
    UserManager<Account> accounts,
    AccountsDb database,
    AccountRegistration registration,
    IMessageBus bus,
    MailSettings mail,
    TimeProvider time
)
{
    static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    /// <summary>What is wrong with the admin that is configured, in a sentence for whoever configures it.</summary>
    public static string? ConfigurationError(IConfiguration configuration)
    {
        if (configuration["BOOTSTRAP_ADMIN_EMAIL"] is not { Length: > 0 } email)
            return null;
        if (AccountEmail.Read(email) is null)
            return "BOOTSTRAP_ADMIN_EMAIL is not an e-mail address.";
        return PasswordRules.ValidationError(email, configuration["BOOTSTRAP_ADMIN_PASSWORD"]) is { } fault
            ? $"BOOTSTRAP_ADMIN_PASSWORD: {fault}"
            : null;
    }

    public async Task<bool> ExistsAsync() => (await accounts.GetUsersInRoleAsync(AccountRoles.Admin)).Count > 0;

    /// <summary>Made once. An account that is already there keeps its password, whatever is configured now.</summary>
    public async Task CreateAsync(string email, string password, string by)
    {
        if (await accounts.FindByEmailAsync(email) is not null && await ExistsAsync())
            return;
        // Also after a start that was cut short on the way: each step that was done is silent.
        if (await registration.OpenConfirmedAsync(email, password, by) is { } account)
            await PromoteAsync(account);
    }

    public async Task<string> OfferLinkAsync()
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await database.FirstAdminLinks.ExecuteDeleteAsync();
        database.FirstAdminLinks.Add(new FirstAdminLink { CodeHash = Hash(code), ExpiresAt = time.GetUtcNow() + LinkLife });
        await database.SaveChangesAsync();
        return mail.Link($"/first-admin?code={code}");
    }

    public async Task<bool> IsGoodAsync(string? code) =>
        Hash(code) is var hash
        && await database.FirstAdminLinks.AnyAsync(x => x.CodeHash == hash && x.ExpiresAt > time.GetUtcNow())
        && !await ExistsAsync();

    /// <summary>Of two who come at once, one is first.</summary>
    public async Task<bool> UseAsync(string? code)
    {
        var (hash, now) = (Hash(code), time.GetUtcNow());
        return await database.FirstAdminLinks.Where(x => x.CodeHash == hash && x.ExpiresAt > now).ExecuteDeleteAsync() == 1;
    }

    public async Task PromoteAsync(Account account)
    {
        await bus.InvokeAsAsync(account.Id, new GrantRole(account.Id, AccountRoles.Admin, null));
        await bus.InvokeAsAsync(account.Id, new SyncIdentity(account.Id));
        await database.Entry(account).ReloadAsync();
    }

    static string Hash(string? code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code ?? "")));
}
