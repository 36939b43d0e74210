using Npgsql;
using Switchhook.App.Hosting.Database;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>
/// Puts whole tables that were made anew in the place of those that pages read. Indexes and walls are made beside; then it is a moment, in
/// which writers wait, and pages only for the change of names.
/// </summary>
public sealed class TableSwap(Databases databases, NpgsqlDataSource owner, NpgsqlDataSource worker, DateTimeOffset begun)
{
    const int Attempts = 100;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task PrepareAsync(ReadModel model, CancellationToken stop)
    {
        await using var connection = await owner.OpenConnectionAsync(stop);
        await ExecuteAsync(connection, "set maintenance_work_mem = '256MB'", stop);
        foreach (var table in model.Tables)
        {
            foreach (var index in await IndexesAsync(connection, table, stop))
                await ExecuteAsync(connection, index, stop);
            await ExecuteAsync(
                connection,
                $"alter table {ReadModel.ShadowName(table)} reset (autovacuum_enabled); "
                    + $"{Policies.OfOne(databases, ReadModel.ShadowName(table))}",
                stop
            );
        }
    }

    public async Task SwapAsync(ReadModel model, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                await TryAsync(model, stop);
                return;
            }
            // Somebody reads or writes for long: whoever comes after us in the queue should not have to wait for that too.
            catch (PostgresException busy)
                when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected && attempt < Attempts)
            {
                await Task.Delay(Pause, stop);
            }
    }

    async Task TryAsync(ReadModel model, CancellationToken stop)
    {
        await using var connection = await owner.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await ExecuteAsync(
            connection,
            $"set local lock_timeout = '500ms'; lock table {string.Join(", ", model.Tables)} in share row exclusive mode",
            stop
        );
        // The owner, who has no tenant, sees no rows.
        await BringUpToDateAsync(model, stop);
        foreach (var table in model.Tables)
            await ExecuteAsync(
                connection,
                $"drop table {table}; alter table {ReadModel.ShadowName(table)} set schema {table.Split('.')[0]}",
                stop
            );
        await transaction.CommitAsync(stop);
    }

    /// <summary>Rows that somebody has written meanwhile are taken over as they are.</summary>
    async Task BringUpToDateAsync(ReadModel model, CancellationToken stop)
    {
        await using var connection = await worker.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var columns = await TableColumns.OfAsync(connection, model, stop);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            Timeout = 0,
            BatchCommands =
            {
                new("set local work_mem = '64MB'"),
                new(
                    $"""
                    create temp table moved on commit drop as
                    select coalesce(now.tenant_id, seen.tenant_id) as tenant_id, coalesce(now.id, seen.id) as id
                    from events.mt_streams now full join {ReadModel.Schema}.streams seen on seen.tenant_id = now.tenant_id
                        and seen.id = now.id
                    where now.version is distinct from seen.version
                    """
                ),
                new(
                    $"""
                    insert into moved select tenant_id, id from {model.Rows(model.Table)} live
                    where mt_last_modified >= $1 and not exists (select from events.mt_streams s where s.tenant_id = live.tenant_id
                        and s.id = live.id)
                    """
                )
                {
                    Parameters = { new() { Value = begun } },
                },
                new($"delete from {model.ShadowTable} anew using moved where moved.tenant_id = anew.tenant_id and moved.id = anew.id"),
                new(
                    $"insert into {model.ShadowTable} ({columns}) select {columns} from {model.Table} where (tenant_id, id) in "
                        + "(select tenant_id, id from moved)"
                ),
            },
        };
        await batch.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }

    static async Task<List<string>> IndexesAsync(NpgsqlConnection connection, string table, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            """
            select case when c.oid is null then replace(pg_get_indexdef(i.indexrelid), ' ON ' || $1 || ' ', ' ON ' || $2 || ' ')
              else 'alter table ' || $2 || ' add constraint ' || quote_ident(c.conname) || ' ' || pg_get_constraintdef(c.oid) end
            from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u')
                where i.indrelid = $1::regclass order by c.oid, i.indexrelid
            """,
            connection
        )
        {
            Parameters =
            {
                new() { Value = table },
                new() { Value = ReadModel.ShadowName(table) },
            },
        };
        await using var row = await command.ExecuteReaderAsync(stop);
        var indexes = new List<string>();
        while (await row.ReadAsync(stop))
            indexes.Add(row.GetString(0));
        return indexes;
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}
