using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.BuildingBlocks;

namespace Switchhook.Admin.RateLimiting;

/// <summary>
/// Counts in the database, so that limits hold for all nodes together. Each count is a row, locked only while the pure limits decide.
/// </summary>
public sealed class RateLimitStore([FromKeyedServices(AccountsDb.Schema)] NpgsqlDataSource database, TimeProvider time)
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <param name="address">As <see cref="RateLimitKey"/> makes it; empty where the limit is for a network alone.</param>
    public Task<RateLimitDecision> TakeAsync(RateLimit limit, string address, string network, CancellationToken stop = default) =>
        TakeAsync([new(limit, address, network)], stop);

    /// <summary>
    /// Counted under all of them, or, where one refuses, under none: what did not go on was not tried. Whoever comes under several of the
    /// same kinds names them in the same order, so that nobody waits for a row in a circle.
    /// </summary>
    /// <returns>What the first that refuses decides; else the last.</returns>
    public async Task<RateLimitDecision> TakeAsync(IReadOnlyList<RateLimitTarget> all, CancellationToken stop = default)
    {
        var isNew = false;
        RateLimitDecision turn = null!;
        await using (var connection = await database.OpenConnectionAsync(stop))
        {
            await using var transaction = await connection.BeginTransactionAsync(stop);
            var taken = new List<(RateLimitTarget, RateLimitState)>();
            foreach (var one in all)
            {
                var was = await LockedAsync(transaction, one, stop);
                isNew |= was.Count == 0;
                // Only now: whoever waited for the row comes after the one that had it.
                turn = one.Limit.Take(was, time.GetUtcNow());
                if (turn.Wait is null)
                    taken.Add((one, turn.State));
                else
                {
                    taken = [];
                    await StoreAsync(transaction, one, turn.State, refused: true, stop);
                    break;
                }
            }
            foreach (var (one, tries) in taken)
                await StoreAsync(transaction, one, tries, refused: false, stop);
            await transaction.CommitAsync(stop);
        }
        // Whoever begins a row clears old ones away, so there are never many more than a day's.
        if (isNew)
            await ClearAsync(stop);
        return turn;
    }

    /// <summary>What was counted proved to be good.</summary>
    public Task GiveBackAsync(RateLimit limit, string address, string network, CancellationToken stop = default) =>
        ChangeAsync(new(limit, address, network), was => limit.Refund(was, time.GetUtcNow()), stop);

    /// <summary>What was counted was never looked at.</summary>
    public Task UndoAsync(RateLimitTarget one, CancellationToken stop = default) => ChangeAsync(one, one.Limit.Undo, stop);

    async Task ChangeAsync(RateLimitTarget one, Func<RateLimitState, RateLimitState> change, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await StoreAsync(transaction, one, change(await LockedAsync(transaction, one, stop)), refused: false, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The row is there and locked afterwards, whether it was or not, and whoever deletes it meanwhile.</summary>
    async Task<RateLimitState> LockedAsync(NpgsqlTransaction transaction, RateLimitTarget one, CancellationToken stop)
    {
        await using var command = Command(
            transaction,
            """
            insert into accounts.limits as l (limit_name, address, network, count, free_at, last_at, refused)
            values ($1, $2, $3, 0, $4, $4, 0) on conflict (limit_name, address, network) do update set count = l.count
                returning count, free_at, last_at
            """,
            one,
            time.GetUtcNow()
        );
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return new(row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2));
    }

    static async Task StoreAsync(
        NpgsqlTransaction transaction,
        RateLimitTarget one,
        RateLimitState tries,
        bool refused,
        CancellationToken stop
    )
    {
        await using var keep = Command(
            transaction,
            """
            update accounts.limits set count = $4, free_at = $5, last_at = $6, refused = case when $7 then refused + 1 when $4 <= 1 then 0
                else refused end
            where limit_name = $1 and address = $2 and network = $3
            """,
            one,
            tries.Count,
            tries.FreeAt,
            tries.LastAt,
            refused
        );
        await keep.ExecuteNonQueryAsync(stop);
    }

    static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, RateLimitTarget one, params object[] values)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        foreach (var value in (object[])[one.Limit.Name, one.Address, one.Network, .. values])
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    /// <summary>A statement by itself that waits for no row: it can be in nobody's way.</summary>
    async Task ClearAsync(CancellationToken stop)
    {
        await using var clear = database.CreateCommand(
            """
            delete from accounts.limits where ctid in (
                select ctid from accounts.limits where last_at < $1 order by last_at limit 20 for update skip locked)
            """
        );
        clear.Parameters.Add(new() { Value = time.GetUtcNow() - Kept });
        await clear.ExecuteNonQueryAsync(stop);
    }
}

/// <summary>Under which limit, and which of its keys.</summary>
public sealed record RateLimitTarget(RateLimit Limit, string Address, string Network);
