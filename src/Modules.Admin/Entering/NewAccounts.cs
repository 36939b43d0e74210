using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Wolverine;

namespace Switchhook.Admin;

/// <summary>Opening accounts. Whether an address was known before is told to that address alone, by mail.</summary>
public sealed class NewAccounts(UserManager<Account> accounts, FrontDoor door, MailSettings mail, IMessageBus bus, TimeProvider time)
{
    public async Task SignUpAsync(string email, string password)
    {
        var known = await accounts.FindByEmailAsync(email);
        if (known is null && await CreateAsync(email, password) is { } created)
        {
            await bus.AsAsync(created.Id, new OpenAccount(created.Id, "sign-up"));
            await bus.PublishAsync(new SendConfirmLink(created.Id));
        }
        else if (known is { EmailConfirmed: false })
        {
            // Nobody has proven to own the address yet: the newest password counts, and links mailed earlier die with the old one.
            await SetPasswordAsync(known, password);
            await bus.PublishAsync(new SendConfirmLink(known.Id));
        }
        else
        {
            door.HashForNobody(password);
            await bus.PublishAsync(Letters.AlreadyYours(email, mail.Link("/sign-in"), mail.Link("/forgot-password")));
        }
    }

    /// <summary>For the first admin, who is believed to own the address.</summary>
    public async Task<Account?> OpenConfirmedAsync(string email, string password, string by)
    {
        if (await CreateAsync(email, password, confirmed: true) is not { } account) return null;
        await bus.AsAsync(account.Id, new OpenAccount(account.Id, by));
        await bus.AsAsync(account.Id, new ConfirmEmail(account.Id));
        return account;
    }

    public async Task SetPasswordAsync(Account account, string password)
    {
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, password);
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        Succeeded(await accounts.UpdateSecurityStampAsync(account));
    }

    /// <returns>Null when another request has just taken the address.</returns>
    async Task<Account?> CreateAsync(string email, string password, bool confirmed = false)
    {
        var now = time.GetUtcNow();
        var account = new Account { Id = Guid.CreateVersion7(now), UserName = email, Email = email, EmailConfirmed = confirmed, CreatedAt = now };
        try
        {
            var result = await accounts.CreateAsync(account, password);
            if (result.Errors.Any(x => x.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))) return null;
            Succeeded(result);
            return account;
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }
    }

    static void Succeeded(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"Identity refused: {string.Join(", ", result.Errors.Select(x => x.Code))}");
    }
}
