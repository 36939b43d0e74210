using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Switchhook.Admin.RateLimiting;

namespace Switchhook.Admin.Sessions;

/// <summary>
/// On every request: is this sign-in still good? One indexed read, so that signing out everywhere, a new password,
/// a changed role and a suspension end every older cookie with its next request.
/// </summary>
public static class SessionValidation
{
    public const string Suspended = "suspended",
        Ended = "ended";
    static readonly object Why = new();

    public static string? Reason(HttpContext http) => http.Items[Why] as string;

    public static async Task RunAsync(CookieValidatePrincipalContext cookie)
    {
        if (cookie.Principal is { } user && await IsGoodAsync(cookie.HttpContext, user, cookie.HttpContext.RequestAborted))
            return;
        cookie.RejectPrincipal();
        await cookie.HttpContext.SignOutAsync(cookie.Scheme.Name);
    }

    /// <summary>Also asked while an answer goes on for long, such as a live stream.</summary>
    public static async Task<bool> IsGoodAsync(HttpContext http, ClaimsPrincipal user, CancellationToken stop)
    {
        var claims = http.RequestServices.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        var stamp = user.FindFirstValue(claims.SecurityStampClaimType);
        if (
            stamp is not null
            && Guid.TryParse(user.FindFirstValue(claims.UserIdClaimType), out var account)
            && Guid.TryParse(user.FindFirstValue(Session.Claim), out var session)
        )
        {
            var accounts = http.RequestServices.GetRequiredKeyedService<NpgsqlDataSource>("accounts");
            await using var command = accounts.CreateCommand(
                """
                select a.security_stamp, a.suspended_at is not null, s.last_seen_at
                from accounts.accounts a
                left join accounts.sessions s on s.id = $2 and s.account_id = a.id and s.created_at > $3 and s.last_seen_at > $4
                where a.id = $1
                """
            );
            var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            command.Parameters.Add(new() { Value = account });
            command.Parameters.Add(new() { Value = session });
            command.Parameters.Add(new() { Value = now - Session.Longest });
            command.Parameters.Add(new() { Value = now - Session.Idle });
            (string? Stamp, bool Suspended, DateTimeOffset? SeenAt) row = default;
            await using (var reader = await command.ExecuteReaderAsync(stop))
                if (await reader.ReadAsync(stop))
                    row = (reader.GetString(0), reader.GetBoolean(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2));
            if (row.Stamp == stamp && !row.Suspended && row.SeenAt is { } seenAt)
            {
                if (seenAt < now - Session.SeenEvery)
                    await SeenAsync(http, accounts, account, session, now);
                return true;
            }
            http.Items[Why] = row.Suspended ? Suspended : Ended;
        }
        return false;
    }

    static async Task SeenAsync(HttpContext http, NpgsqlDataSource accounts, Guid account, Guid session, DateTimeOffset now)
    {
        await http.RequestServices.GetRequiredService<KnownNetworks>().AddAsync(account, http);
        await using var seen = accounts.CreateCommand("update accounts.sessions set last_seen_at = $1 where id = $2");
        seen.Parameters.Add(new() { Value = now });
        seen.Parameters.Add(new() { Value = session });
        await seen.ExecuteNonQueryAsync();
    }
}
