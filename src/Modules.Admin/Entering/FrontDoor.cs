using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;

namespace Switchhook.Admin;

public enum Entry { Welcome, Wrong, Unconfirmed, Suspended }

/// <summary>
/// Signing in. Whoever does not know the password learns nothing: an unknown address, a wrong password and a locked account
/// look the same and take as long.
/// </summary>
public sealed class FrontDoor(
    UserManager<Account> accounts, SignInManager<Account> signIn, IPasswordHasher<Account> hasher,
    AccountsDb rows, [FromKeyedServices("accounts")] NpgsqlDataSource database, Devices devices, IMessageBus bus, TimeProvider time)
{
    public const int Tries = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    static string? nobodysHash;

    public async Task<Entry> WithPasswordAsync(string email, string password, bool remember) =>
        await ProvenAsync(email, password) is { } account ? await EnterAsync(account, "password", remember) : Entry.Wrong;

    /// <summary>The account that this password opens, or null. Wrong ones count, wherever they are tried.</summary>
    public async Task<Account?> ProvenAsync(string email, string password)
    {
        var attempt = await CountAttemptAsync(email);
        var known = await accounts.FindByEmailAsync(email);
        if (attempt is not null && known?.PasswordHash is { } hash)
        {
            var verdict = hasher.VerifyHashedPassword(known, hash, password);
            if (verdict == PasswordVerificationResult.SuccessRehashNeeded) await RehashAsync(known, password);
            if (verdict != PasswordVerificationResult.Failed) return await ForgivenAsync(known);
        }
        else HashForNobody(password);
        await bus.PublishAsync(new NoteWrongPassword(attempt?.Account, attempt?.LockedUntil));
        return null;
    }

    /// <summary>Once the person is proven to be the owner, the account's own state may be told.</summary>
    public async Task<Entry> EnterAsync(Account account, string with, bool remember)
    {
        if (account.SuspendedAt is not null) return Entry.Suspended;
        if (!account.EmailConfirmed)
        {
            await bus.PublishAsync(new SendConfirmLink(account.Id));
            return Entry.Unconfirmed;
        }
        var now = time.GetUtcNow();
        await rows.Users.Where(x => x.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(x => x.LastSignInAt, now));
        await bus.AsAsync(account.Id, new NoteSignIn(account.Id, with));
        await devices.SignInHereAsync(account, remember);
        return Entry.Welcome;
    }

    /// <summary>This device only; or, by a new stamp, every one.</summary>
    public async Task LeaveAsync(ClaimsPrincipal user, bool everywhere)
    {
        var account = user.AccountId();
        if (everywhere)
        {
            var stamp = Stamp.New();
            await rows.Users.Where(x => x.Id == account).ExecuteUpdateAsync(set => set
                .SetProperty(x => x.SecurityStamp, stamp).SetProperty(x => x.ConcurrencyStamp, stamp));
            await devices.EndAllAsync(account);
        }
        else await devices.EndAsync(account, user.SessionId());
        await bus.AsAsync(account, new NoteSignOut(account, everywhere));
        await signIn.SignOutAsync();
    }

    /// <summary>Another device of the same owner.</summary>
    public async Task CloseAsync(Guid account, Guid session)
    {
        if (await devices.EndAsync(account, session)) await bus.AsAsync(account, new NoteSessionEnded(account, session));
    }

    /// <summary>As long as checking a real one takes.</summary>
    public void HashForNobody(string password)
    {
        var nobody = new Account();
        hasher.VerifyHashedPassword(nobody, nobodysHash ??= hasher.HashPassword(nobody, "nobody's"), password);
    }

    /// <summary>Counted before the password is looked at: a hundred guesses at once are still five.</summary>
    async Task<Attempt?> CountAttemptAsync(string email)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand("""
            update accounts.accounts set
                access_failed_count = case when lockout_end is null then access_failed_count + 1 else 1 end,
                lockout_end = case when lockout_end is null and access_failed_count + 1 >= @tries then @until end
            where normalized_email = @email and (lockout_end is null or lockout_end <= @now)
            returning id, lockout_end
            """);
        command.Parameters.AddWithValue("email", accounts.NormalizeEmail(email));
        command.Parameters.AddWithValue("tries", Tries);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("until", now + Lockout);
        await using var row = await command.ExecuteReaderAsync();
        if (!await row.ReadAsync()) return null;
        return new(row.GetGuid(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1));
    }

    async Task<Account> ForgivenAsync(Account account)
    {
        await rows.Users.Where(x => x.Id == account.Id).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null));
        return account;
    }

    /// <summary>Hashed when fewer iterations were asked for.</summary>
    async Task RehashAsync(Account account, string password)
    {
        var hash = hasher.HashPassword(account, password);
        await rows.Users.Where(x => x.Id == account.Id && x.PasswordHash == account.PasswordHash).ExecuteUpdateAsync(set => set.SetProperty(x => x.PasswordHash, hash));
    }

    sealed record Attempt(Guid Account, DateTimeOffset? LockedUntil);
}
