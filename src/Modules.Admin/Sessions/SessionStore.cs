using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.SignIn;

namespace Switchhook.Admin.Sessions;

/// <summary>
/// Where an account is signed in: a row for each device, and a cookie on it that is good for as long as the row is there.
/// </summary>
public sealed class SessionStore(
    AccountsDb database,
    SignInManager<Account> signIn,
    KnownNetworks networks,
    IHttpContextAccessor http,
    TimeProvider time
)
{
    HttpContext Http => http.HttpContext!;

    /// <summary>This device's session.</summary>
    public Guid Here => Http.User.SessionId();

    public async Task SignInHereAsync(Account account, bool remember)
    {
        var now = time.GetUtcNow();
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            CreatedAt = now,
            LastSeenAt = now,
            Device = DeviceName.Read(Http.Request.Headers.UserAgent),
        };
        await database
            .Sessions.Where(x => x.AccountId == account.Id && (x.CreatedAt < now - Session.Longest || x.LastSeenAt < now - Session.Idle))
            .ExecuteDeleteAsync();
        database.Sessions.Add(session);
        await database.SaveChangesAsync();
        await networks.AddAsync(account.Id, Http);
        await GiveCookieAsync(account, session.Id, remember);
    }

    /// <summary>What the account now says of itself goes into this device's cookie.</summary>
    public async Task RenewAsync(Account account)
    {
        await database.Entry(account).ReloadAsync();
        var ticket = await Http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        await GiveCookieAsync(account, ticket.Principal!.SessionId(), ticket.Properties!.IsPersistent);
    }

    public Task<List<Session>> OfAsync(Guid account)
    {
        var now = time.GetUtcNow();
        return database
            .Sessions.AsNoTracking()
            .Where(x => x.AccountId == account && x.CreatedAt > now - Session.Longest && x.LastSeenAt > now - Session.Idle)
            .OrderByDescending(x => x.LastSeenAt)
            .ThenByDescending(x => x.CreatedAt)
            .ToListAsync();
    }

    /// <summary>One device: its session, and the streams that its pages keep open.</summary>
    /// <returns>False when it had ended before.</returns>
    public async Task<bool> EndAsync(Guid account, Guid session)
    {
        if (await database.Sessions.Where(x => x.AccountId == account && x.Id == session).ExecuteDeleteAsync() == 0)
            return false;
        await database.Database.ExecuteSqlAsync($"select pg_notify('changed', {account.ToString() + " " + CredentialKind.LiveEnded})");
        return true;
    }

    Task GiveCookieAsync(Account account, Guid session, bool remember) =>
        signIn.SignInWithClaimsAsync(account, remember, [new Claim(Session.Claim, session.ToString())]);
}
