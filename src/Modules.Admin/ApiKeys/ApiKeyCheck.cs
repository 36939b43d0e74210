using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Audit;

namespace Switchhook.Admin.ApiKeys;

/// <summary>
/// Whose key is this, and may they still use it? One indexed read for every request, so that revoking and suspending end it at once.
/// </summary>
public sealed class ApiKeyCheck([FromKeyedServices("accounts")] NpgsqlDataSource accounts, TimeProvider time)
{
    public async Task<ApiCaller?> FindAsync(byte[] hash, CancellationToken stop)
    {
        await using var command = accounts.CreateCommand(
            """
            with found as (
                select k.id, k.account_id, k.scope, k.last_used_at from accounts.api_keys k join accounts.accounts a on a.id = k.account_id
                where k.hash = $1 and k.revoked_at is null and a.suspended_at is null and a.email_confirmed),
            used as (
                update accounts.api_keys k set last_used_at = date_trunc('minute', $2) from found
                where k.id = found.id and (found.last_used_at is null or found.last_used_at < date_trunc('minute', $2)))
            select account_id, scope, id from found
            """
        );
        command.Parameters.Add(new() { Value = hash });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? new(row.GetGuid(0), row.GetString(1), row.GetGuid(2)) : null;
    }
}

/// <summary>Whoever a program acts for.</summary>
/// <param name="Scope">read or write.</param>
/// <param name="KeyId">Null for who came with a token of the configured issuer.</param>
public record ApiCaller(Guid AccountId, string Scope, Guid? KeyId = null)
{
    public Actor Actor => new(AccountId, KeyId, ByToken: KeyId is null);
}
