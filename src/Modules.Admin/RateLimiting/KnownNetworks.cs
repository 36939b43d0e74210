using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.BuildingBlocks;

namespace Switchhook.Admin.RateLimiting;

/// <summary>From where an account's owner has been signed in lately.</summary>
public sealed class KnownNetworks([FromKeyedServices(AccountsDb.Schema)] NpgsqlDataSource database, TimeProvider time)
{
    const int MostOfAnAccount = 50;

    public async Task<bool> ContainsAsync(string normalizedAddress, string network, CancellationToken stop = default)
    {
        await using var command = database.CreateCommand(
            """
            select exists (select from accounts.known_networks k join accounts.accounts a on a.id = k.account_id
                where a.normalized_email = $1 and k.network = $2 and k.seen_at > $3)
            """
        );
        foreach (var value in (object[])[normalizedAddress, network, time.GetUtcNow() - KnownNetwork.Life])
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(stop) is true;
    }

    /// <summary>Written by a request that was signed in, or has just proven who it is.</summary>
    public async Task AddAsync(Guid account, HttpContext http)
    {
        await using var command = database.CreateCommand(
            """
            with kept as (
                insert into accounts.known_networks (account_id, network, seen_at) values ($1, $2, $3)
                on conflict (account_id, network) do update set seen_at = excluded.seen_at
                    where known_networks.seen_at < excluded.seen_at - interval '1 hour')
            delete from accounts.known_networks where account_id = $1 and network in (
                select network from accounts.known_networks where account_id = $1 order by seen_at desc offset $4)
            """
        );
        foreach (var value in (object[])[account, Network.Of(http.Connection.RemoteIpAddress), time.GetUtcNow(), MostOfAnAccount])
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
