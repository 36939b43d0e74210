using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Switchhook.Admin;

/// <summary>
/// On every request: is this sign-in still good? One indexed read, so that signing out everywhere, a new password,
/// a changed role and a suspension end every older cookie with its next request.
/// </summary>
public static class StampCheck
{
    public const string Suspended = "suspended", Ended = "ended";
    static readonly object Why = new();

    public static string? Reason(HttpContext http) => http.Items[Why] as string;

    public static async Task RunAsync(CookieValidatePrincipalContext cookie)
    {
        var http = cookie.HttpContext;
        var claims = http.RequestServices.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        var stamp = cookie.Principal?.FindFirstValue(claims.SecurityStampClaimType);
        if (stamp is not null && Guid.TryParse(cookie.Principal!.FindFirstValue(claims.UserIdClaimType), out var account)
            && Guid.TryParse(cookie.Principal!.FindFirstValue(Session.Claim), out var session))
        {
            var accounts = http.RequestServices.GetRequiredKeyedService<NpgsqlDataSource>("accounts");
            await using var command = accounts.CreateCommand("""
                select a.security_stamp, a.suspended_at is not null, s.last_seen_at
                from accounts.accounts a
                left join accounts.sessions s on s.id = $2 and s.account_id = a.id and s.created_at > $3 and s.last_seen_at > $4
                where a.id = $1
                """);
            var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            command.Parameters.Add(new() { Value = account });
            command.Parameters.Add(new() { Value = session });
            command.Parameters.Add(new() { Value = now - Session.Longest });
            command.Parameters.Add(new() { Value = now - Session.Idle });
            await using var row = await command.ExecuteReaderAsync(http.RequestAborted);
            var found = await row.ReadAsync(http.RequestAborted);
            if (found && row.GetString(0) == stamp && !row.GetBoolean(1) && !row.IsDBNull(2))
            {
                if (row.GetFieldValue<DateTimeOffset>(2) < now - Session.SeenEvery) await SeenAsync(accounts, session, now);
                return;
            }
            http.Items[Why] = found && row.GetBoolean(1) ? Suspended : Ended;
        }
        cookie.RejectPrincipal();
        await http.SignOutAsync(cookie.Scheme.Name);
    }

    static async Task SeenAsync(NpgsqlDataSource accounts, Guid session, DateTimeOffset now)
    {
        await using var seen = accounts.CreateCommand("update accounts.sessions set last_seen_at = $1 where id = $2");
        seen.Parameters.Add(new() { Value = now });
        seen.Parameters.Add(new() { Value = session });
        await seen.ExecuteNonQueryAsync();
    }
}
