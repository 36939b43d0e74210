using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Switchhook.Admin.ApiKeys;

/// <summary>The key opens no longer. One that was not kept yet is put down as closed, so that it never opens.</summary>
public record DisableApiKey(Guid AccountId, Guid KeyId);

public static class DisableApiKeyHandler
{
    public static async Task Handle(
        DisableApiKey key,
        [FromKeyedServices("accounts")] NpgsqlDataSource accounts,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await using var close = accounts.CreateCommand(
            """
            insert into accounts.api_keys (id, account_id, name, scope, hash, created_at, revoked_at) values ($1, $2, '', '', '', $3, $3)
            on conflict (id) do update set revoked_at = coalesce(api_keys.revoked_at, excluded.revoked_at)
                where api_keys.account_id = excluded.account_id
            """
        );
        foreach (var value in (object[])[key.KeyId, key.AccountId, now])
            close.Parameters.Add(new() { Value = value });
        await close.ExecuteNonQueryAsync(stop);
    }
}
