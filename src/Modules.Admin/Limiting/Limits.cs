using System.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.Admin;

/// <summary>
/// Counts in the database, so that limits hold for all nodes together. Each count is a row, locked only while the pure limit decides.
/// </summary>
public sealed class Limits([FromKeyedServices(AccountsDb.Schema)] NpgsqlDataSource database, TimeProvider time)
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <param name="address">As <see cref="LimitKey"/> makes it; empty where the limit is for a network alone.</param>
    public async Task<LimitDecision> TakeAsync(Limit limit, string address, string network, CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var was = await LockedAsync(transaction, limit, address, network, time.GetUtcNow(), stop);
        // Only now: whoever waited for the row comes after the one that had it.
        var now = time.GetUtcNow();
        var turn = limit.Take(was, now);
        await KeepAsync(transaction, limit, address, network, turn.Tries, refused: turn.Wait is not null, stop);
        await transaction.CommitAsync(stop);
        return turn;
    }

    /// <summary>What was counted proved to be good.</summary>
    public async Task GiveBackAsync(Limit limit, string address, string network, CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var was = await LockedAsync(transaction, limit, address, network, time.GetUtcNow(), stop);
        // Only now: whoever waited for the row comes after the one that had it.
        var now = time.GetUtcNow();
        await KeepAsync(transaction, limit, address, network, limit.GiveBack(was, now), refused: false, stop);
        await transaction.CommitAsync(stop);
    }

    static async Task<Tries> LockedAsync(NpgsqlTransaction transaction, Limit limit, string address, string network, DateTimeOffset now, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new("delete from accounts.limits where ctid in (select ctid from accounts.limits where last_at < $1 order by last_at limit 20 for update skip locked)")
                {
                    Parameters = { new() { Value = now - Kept } },
                },
                new("insert into accounts.limits (limit_name, address, network, count, free_at, last_at, refused) values ($1, $2, $3, 0, $4, $4, 0) on conflict do nothing")
                {
                    Parameters = { new() { Value = limit.Name }, new() { Value = address }, new() { Value = network }, new() { Value = now } },
                },
                new("select count, free_at, last_at from accounts.limits where limit_name = $1 and address = $2 and network = $3 for update")
                {
                    Parameters = { new() { Value = limit.Name }, new() { Value = address }, new() { Value = network } },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(CommandBehavior.Default, stop);
        // Only the last of the three returns rows.
        return await row.ReadAsync(stop) ? new(row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2)) : Tries.None(now);
    }

    static async Task KeepAsync(NpgsqlTransaction transaction, Limit limit, string address, string network, Tries tries, bool refused, CancellationToken stop)
    {
        await using var keep = new NpgsqlCommand("""
            update accounts.limits set count = $4, free_at = $5, last_at = $6, refused = case when $7 then refused + 1 when $4 <= 1 then 0 else refused end
            where limit_name = $1 and address = $2 and network = $3
            """, transaction.Connection, transaction);
        foreach (var value in (object[])[limit.Name, address, network, tries.Count, tries.FreeAt, tries.LastAt, refused]) keep.Parameters.Add(new() { Value = value });
        await keep.ExecuteNonQueryAsync(stop);
    }
}
