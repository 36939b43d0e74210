using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Switchhook.Admin.Accounts;
using Switchhook.Contracts;

namespace Switchhook.Admin.SignUp;

public enum ConfirmationOutcome
{
    Confirmed,
    AwaitsApproval,
    Already,
    Invalid,
}

/// <summary>Links that open an account: mailed to the address alone, and of use only to whoever reads them there.</summary>
public sealed class SignUpLinks(
    AccountsDb database,
    UserManager<Account> accounts,
    AccountRegistration registration,
    SignUpSettings settings,
    TimeProvider time
)
{
    public SignUpMode Mode => settings.Mode;

    public Task<bool> IsInvitedAsync(string email, CancellationToken stop)
    {
        var (address, now) = (accounts.NormalizeEmail(email), time.GetUtcNow());
        return database.SignUpLinks.AnyAsync(
            x => x.NormalizedEmail == address && x.InvitedBy != null && x.UsedAt == null && x.ExpiresAt > now,
            stop
        );
    }

    /// <returns>The code for the link.</returns>
    public async Task<string> StartAsync(string email, Guid? invitedBy = null)
    {
        var (now, code) = (time.GetUtcNow(), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        await database.SignUpLinks.Where(x => x.ExpiresAt < now - TimeSpan.FromDays(1)).ExecuteDeleteAsync();
        database.SignUpLinks.Add(
            new SignUpLink
            {
                Id = Guid.CreateVersion7(now),
                CodeHash = Hash(code),
                Email = email,
                NormalizedEmail = accounts.NormalizeEmail(email)!,
                InvitedBy = invitedBy,
                CreatedAt = now,
                ExpiresAt = now + (invitedBy is null ? SignUpLink.Life : SignUpLink.InvitationLife),
            }
        );
        await database.SaveChangesAsync();
        return code;
    }

    /// <summary>Null for a code that is none, that is too old, or that may not open an account here.</summary>
    public async Task<SignUpLink?> FindAsync(string? code)
    {
        var (hash, now) = (Hash(code), time.GetUtcNow());
        var link = await database.SignUpLinks.AsNoTracking().SingleOrDefaultAsync(x => x.CodeHash == hash && x.ExpiresAt > now);
        return link is { InvitedBy: null } && settings.Mode is SignUpMode.Invitation ? null : link;
    }

    /// <summary>Whoever reads the mail chooses the password: nothing that anybody chose for this address before is left.</summary>
    public async Task<ConfirmationOutcome> ConfirmAsync(SignUpLink link, string password, UserTimeZone? zone)
    {
        if (link.UsedAt is not null)
            return ConfirmationOutcome.Already;
        var held = settings.Mode is SignUpMode.Approval && link.InvitedBy is null;
        if (await registration.OpenAsync(link.Email, password, zone, held) is not { } account)
            return ConfirmationOutcome.Already;
        var now = time.GetUtcNow();
        await database.SignUpLinks.Where(x => x.Id == link.Id).ExecuteUpdateAsync(set => set.SetProperty(x => x.UsedAt, now));
        await database.SignUpLinks.Where(x => x.NormalizedEmail == link.NormalizedEmail && x.UsedAt == null).ExecuteDeleteAsync();
        return account.AwaitsApproval ? ConfirmationOutcome.AwaitsApproval : ConfirmationOutcome.Confirmed;
    }

    public Task<List<SignUpLink>> InvitationsAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        return database
            .SignUpLinks.AsNoTracking()
            .Where(x => x.InvitedBy != null && x.UsedAt == null && x.ExpiresAt > now)
            .OrderByDescending(x => x.CreatedAt)
            .ToListAsync(stop);
    }

    public Task WithdrawAsync(Guid invitation) =>
        database.SignUpLinks.Where(x => x.Id == invitation && x.UsedAt == null).ExecuteDeleteAsync();

    static string Hash(string? code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code ?? "")));
}
