using Npgsql;
using Weasel.Postgresql.Tables;

namespace Switchhook.Calls.Reconciliation;

/// <summary>Up to when each account at Retell has been looked through, and how the last look went.</summary>
public sealed class ReconciliationRuns(NpgsqlDataSource database)
{
    public static Table Table()
    {
        var table = new Table("calls.looks");
        table.AddColumn("account", "text").AsPrimaryKey();
        table.AddColumn("tenant_id", "text");
        table.AddColumn("looked_until", "timestamptz");
        table.AddColumn("tried_at", "timestamptz").NotNull();
        table.AddColumn("not_before", "timestamptz");
        table.AddColumn("failure", "text");
        table.AddColumn("found", "bigint").NotNull().DefaultValue(0);
        return table;
    }

    public async Task<ReconciliationState> OfAsync(ReconciledAccount account, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            "select looked_until, not_before from calls.looks where account = $1 and tenant_id is not distinct from $2"
        );
        command.Parameters.AddWithValue(account.Name);
        command.Parameters.AddWithValue((object?)account.Tenant ?? DBNull.Value);
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? new(Time(row, 0), Time(row, 1)) : new(null, null);
    }

    /// <param name="until">Up to when it has been looked through.</param>
    public Task RecordAsync(ReconciledAccount account, DateTimeOffset at, DateTimeOffset until, int found, CancellationToken stop) =>
        WriteAsync(account, until, at, null, null, found, stop);

    public Task RecordFailureAsync(ReconciledAccount account, DateTimeOffset at, RetellRequestFailed failure, CancellationToken stop) =>
        WriteAsync(account, null, at, failure.NotBefore, failure.Message, 0, stop);

    /// <summary>An agent that is connected again, even by another owner, starts without a history.</summary>
    public async Task DeleteAllExceptAsync(IEnumerable<ReconciledAccount> accounts, CancellationToken stop)
    {
        await using var command = database.CreateCommand("delete from calls.looks where account <> all($1)");
        command.Parameters.AddWithValue(accounts.Select(x => x.Name).ToArray());
        await command.ExecuteNonQueryAsync(stop);
    }

    async Task WriteAsync(
        ReconciledAccount account,
        DateTimeOffset? until,
        DateTimeOffset at,
        DateTimeOffset? notBefore,
        string? failure,
        int found,
        CancellationToken stop
    )
    {
        await using var command = database.CreateCommand(
            """
            insert into calls.looks (account, tenant_id, looked_until, tried_at, not_before, failure, found)
                values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (account) do update set
              tenant_id = excluded.tenant_id, tried_at = excluded.tried_at, not_before = excluded.not_before, failure = excluded.failure,
              looked_until = case when looks.tenant_id is not distinct from excluded.tenant_id
                  then coalesce(excluded.looked_until, looks.looked_until) else excluded.looked_until end,
              found = looks.found + excluded.found
            """
        );
        foreach (var value in new object?[] { account.Name, account.Tenant, until, at, notBefore, failure, (long)found })
            command.Parameters.Add(value is null ? new() { Value = DBNull.Value } : new() { Value = value });
        await command.ExecuteNonQueryAsync(stop);
    }

    static DateTimeOffset? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}

/// <param name="NotBefore">Retell has asked to be left alone until then.</param>
public sealed record ReconciliationState(DateTimeOffset? Until, DateTimeOffset? NotBefore)
{
    // Longer is asked for by nobody: it was noted when the clock was wrong.
    static readonly TimeSpan MaxPause = TimeSpan.FromDays(1);

    public bool IsPaused(DateTimeOffset now) => NotBefore is { } end && end > now && end - now <= MaxPause;
}
