using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Contracts;

namespace Switchhook.Admin.ApiKeys;

/// <summary>From here on the key opens. Of two that were made at once under one id, the first is kept.</summary>
public record StoreApiKey(Guid AccountId, Guid KeyId, string Name, string Scope, byte[] Hash) : PersonalData;

public static class StoreApiKeyHandler
{
    public static async Task Handle(
        StoreApiKey key,
        [FromKeyedServices("accounts")] NpgsqlDataSource accounts,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        await using var keep = accounts.CreateCommand(
            """
            insert into accounts.api_keys (id, account_id, name, scope, hash, created_at) values ($1, $2, $3, $4, $5, $6)
                on conflict do nothing
            """
        );
        foreach (var value in (object[])[key.KeyId, key.AccountId, key.Name, key.Scope, key.Hash, now])
            keep.Parameters.Add(new() { Value = value });
        await keep.ExecuteNonQueryAsync(stop);
    }
}
