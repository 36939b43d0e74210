using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.RateLimiting;
using Switchhook.BuildingBlocks;

namespace Switchhook.Admin.SignIn;

/// <summary>All hashing of passwords, each in its turn.</summary>
public sealed class PasswordCheck(IPasswordHasher<Account> hasher, AccountsDb rows, PasswordHashQueue queue, IHttpContextAccessor http)
{
    static string? dummyHash;

    CancellationToken RequestAborted => http.HttpContext?.RequestAborted ?? CancellationToken.None;

    /// <summary>For somebody without an account, or an account without a password, as long as for one with.</summary>
    public async Task<bool> IsCorrectAsync(Account? account, string password, string network, bool isKnown)
    {
        using var turn = await queue.TakeAsync(network, isKnown, RequestAborted);
        if (account?.PasswordHash is not { } hash)
        {
            var nobody = new Account();
            hasher.VerifyHashedPassword(nobody, dummyHash ??= hasher.HashPassword(nobody, "nobody's"), password);
            return false;
        }
        var verdict = hasher.VerifyHashedPassword(account, hash, password);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
            await RehashAsync(account, password);
        return verdict != PasswordVerificationResult.Failed;
    }

    /// <summary>Of somebody who has proven who they are.</summary>
    public async Task<string> HashAsync(Account account, string chosen)
    {
        using var turn = await queue.TakeAsync(Network.Of(http.HttpContext?.Connection.RemoteIpAddress), isKnown: true, RequestAborted);
        return hasher.HashPassword(account, chosen);
    }

    /// <summary>Hashed when fewer iterations were asked for.</summary>
    async Task RehashAsync(Account account, string password)
    {
        var hash = hasher.HashPassword(account, password);
        await rows
            .Users.Where(x => x.Id == account.Id && x.PasswordHash == account.PasswordHash)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.PasswordHash, hash));
    }
}
