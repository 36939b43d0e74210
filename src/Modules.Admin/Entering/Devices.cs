using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Switchhook.Admin;

/// <summary>Where an account is signed in: a row for each device, and a cookie on it that is good for as long as the row is there.</summary>
public sealed class Devices(AccountsDb database, SignInManager<Account> signIn, IHttpContextAccessor http, TimeProvider time)
{
    HttpContext Here => http.HttpContext!;

    public async Task SignInHereAsync(Account account, bool remember)
    {
        var now = time.GetUtcNow();
        var session = new Session
        {
            Id = Guid.CreateVersion7(now), AccountId = account.Id, CreatedAt = now, LastSeenAt = now, Device = DeviceName.Read(Here.Request.Headers.UserAgent),
        };
        await database.Sessions.Where(x => x.AccountId == account.Id && (x.CreatedAt < now - Session.Longest || x.LastSeenAt < now - Session.Idle)).ExecuteDeleteAsync();
        database.Sessions.Add(session);
        await database.SaveChangesAsync();
        await GiveCookieAsync(account, session.Id, remember);
    }

    /// <summary>What the account now says of itself goes into this device's cookie.</summary>
    public async Task RenewAsync(Account account)
    {
        var ticket = await Here.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        await GiveCookieAsync(account, ticket.Principal!.SessionId(), ticket.Properties!.IsPersistent);
    }

    /// <summary>This device stays signed in under the account's new stamp, every other one is out.</summary>
    public async Task KeepOnlyThisAsync(Account account)
    {
        var ticket = await Here.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var here = ticket.Principal!.SessionId();
        await EndAllAsync(account.Id, but: here);
        await GiveCookieAsync(account, here, ticket.Properties!.IsPersistent);
    }

    public Task<List<Session>> OfAsync(Guid account)
    {
        var now = time.GetUtcNow();
        return database.Sessions.AsNoTracking()
            .Where(x => x.AccountId == account && x.CreatedAt > now - Session.Longest && x.LastSeenAt > now - Session.Idle)
            .OrderByDescending(x => x.LastSeenAt).ThenByDescending(x => x.CreatedAt).ToListAsync();
    }

    /// <returns>False when it had ended before.</returns>
    public async Task<bool> EndAsync(Guid account, Guid session) =>
        await database.Sessions.Where(x => x.AccountId == account && x.Id == session).ExecuteDeleteAsync() == 1;

    public Task EndAllAsync(Guid account, Guid? but = null) =>
        database.Sessions.Where(x => x.AccountId == account && x.Id != but).ExecuteDeleteAsync();

    Task GiveCookieAsync(Account account, Guid session, bool remember) =>
        signIn.SignInWithClaimsAsync(account, remember, [new Claim(Session.Claim, session.ToString())]);
}
