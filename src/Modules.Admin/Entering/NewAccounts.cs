using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin;

/// <summary>Opening accounts. Whether an address was known before is told to that address alone, by mail.</summary>
public sealed class NewAccounts(UserManager<Account> accounts, AccountsDb rows, FrontDoor door, Home home, IMessageBus bus, TimeProvider time)
{
    /// <param name="zone">Where the browser says it is; null when it says nothing.</param>
    public async Task SignUpAsync(string email, string password, Zone? zone)
    {
        var known = await accounts.FindByEmailAsync(email);
        var account = known switch
        {
            null => await CreateAsync(email, password),
            { EmailConfirmed: false } => await TakeOverAsync(known, password),
            _ => null,
        };
        if (account is null)
        {
            if (known is { EmailConfirmed: true }) door.HashForNobody(password);
            await bus.PublishAsync(new SendAlreadyYours(email));
            return;
        }
        await bus.AsAsync(account.Id, new OpenAccount(account.Id, "sign-up"));
        if (zone is not null) await home.BeginAsync(account.Id, zone);
        await bus.PublishAsync(new SendConfirmLink(account.Id));
    }

    /// <summary>For the first admin, who is believed to own the address. A confirmed account keeps its password.</summary>
    public async Task<Account?> OpenConfirmedAsync(string email, string password, string by)
    {
        var account = await accounts.FindByEmailAsync(email) switch
        {
            null => await CreateAsync(email, password, confirmed: true),
            { EmailConfirmed: false } known => await TakeOverAsync(known, password, confirmed: true),
            var known => known,
        };
        if (account is null) return null;
        await bus.AsAsync(account.Id, new OpenAccount(account.Id, by));
        await bus.AsAsync(account.Id, new ConfirmEmail(account.Id));
        return account;
    }

    /// <summary>Nobody has proven to own the address yet: the newest password counts, and links mailed earlier die with the old one.</summary>
    /// <returns>Null when the owner has just confirmed it.</returns>
    async Task<Account?> TakeOverAsync(Account account, string password, bool confirmed = false)
    {
        var (hash, stamp) = (accounts.PasswordHasher.HashPassword(account, password), Stamp.New());
        var taken = await rows.Users.Where(x => x.Id == account.Id && !x.EmailConfirmed).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.PasswordHash, hash).SetProperty(x => x.EmailConfirmed, confirmed)
            .SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null)
            .SetProperty(x => x.SecurityStamp, stamp).SetProperty(x => x.ConcurrencyStamp, stamp));
        await rows.Entry(account).ReloadAsync();
        return taken == 1 ? account : null;
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
            result.OrThrow();
            return account;
        }
        catch (DbUpdateException taken) when (taken.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }
    }
}
