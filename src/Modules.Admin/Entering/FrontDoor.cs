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
    AccountsDb sessions, [FromKeyedServices("accounts")] NpgsqlDataSource database, IMessageBus bus, TimeProvider time)
{
    public const int Tries = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    static string? nobodysHash;

    public async Task<Entry> WithPasswordAsync(string email, string password, bool remember)
    {
        var attempt = await CountAttemptAsync(email);
        var account = attempt is null ? null : await accounts.FindByIdAsync(attempt.Account.ToString());
        if (account?.PasswordHash is null)
        {
            HashForNobody(password);
            return Entry.Wrong;
        }
        if (hasher.VerifyHashedPassword(account, account.PasswordHash, password) == PasswordVerificationResult.Failed)
        {
            await NoteFailureAsync(account, attempt!.LockedUntil);
            return Entry.Wrong;
        }
        return await EnterAsync(account, "password", remember);
    }

    /// <summary>Once the person is proven to be the owner, the account's own state may be told.</summary>
    public async Task<Entry> EnterAsync(Account account, string with, bool remember)
    {
        if (account.SuspendedAt is not null) return Entry.Suspended;
        if (!account.EmailConfirmed) return Entry.Unconfirmed;
        var now = time.GetUtcNow();
        await sessions.Users.Where(x => x.Id == account.Id).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.AccessFailedCount, 0).SetProperty(x => x.LockoutEnd, (DateTimeOffset?)null).SetProperty(x => x.LastSignInAt, now));
        await bus.AsAsync(account.Id, new NoteSignIn(account.Id, with));
        await OpenSessionAsync(account, remember);
        return Entry.Welcome;
    }

    public async Task OpenSessionAsync(Account account, bool remember)
    {
        var now = time.GetUtcNow();
        var session = new Session { Id = Guid.CreateVersion7(now), AccountId = account.Id, CreatedAt = now };
        await sessions.Sessions.Where(x => x.AccountId == account.Id && x.CreatedAt < now - Session.Longest).ExecuteDeleteAsync();
        sessions.Sessions.Add(session);
        await sessions.SaveChangesAsync();
        await signIn.SignInWithClaimsAsync(account, remember, [new Claim(Session.Claim, session.Id.ToString())]);
    }

    /// <summary>This device only; or, by a new stamp, every one.</summary>
    public async Task LeaveAsync(ClaimsPrincipal user, bool everywhere)
    {
        var account = user.AccountId();
        if (everywhere && await accounts.FindByIdAsync(account.ToString()) is { } found) await accounts.UpdateSecurityStampAsync(found);
        var session = Guid.Parse(user.FindFirstValue(Session.Claim)!);
        await sessions.Sessions.Where(x => x.AccountId == account && (everywhere || x.Id == session)).ExecuteDeleteAsync();
        await bus.AsAsync(account, new NoteSignOut(account, everywhere));
        await signIn.SignOutAsync();
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

    async Task NoteFailureAsync(Account account, DateTimeOffset? lockedUntil)
    {
        var own = new DeliveryOptions { TenantId = account.Id.ToString() };
        await bus.PublishAsync(new NoteFailedSignIn(account.Id, lockedUntil), own);
        if (lockedUntil is not null) await bus.PublishAsync(Letters.LockedOut(account.Email!), own);
    }

    sealed record Attempt(Guid Account, DateTimeOffset? LockedUntil);
}
