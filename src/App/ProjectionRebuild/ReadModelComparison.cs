using Npgsql;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>What pages read, beside the same made anew. Streams that were written to meanwhile are left to whoever wrote.</summary>
public sealed class ReadModelComparison(NpgsqlDataSource worker, DateTimeOffset begun)
{
    const int Shown = 20;

    /// <summary>
    /// When an event was stored is told by our clock to whoever folds it at once, and by the server's to whoever folds it again: moments
    /// that are seconds apart are the same.
    /// </summary>
    const string DiffersSql = """
        a.value is distinct from b.value and not coalesce(case when a.value ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:'
            and b.value ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:'
          then abs(extract(epoch from a.value::timestamptz - b.value::timestamptz)) < 5 end, false)
        """;

    static string Fields(string was, string isNow) =>
        $"from jsonb_each_text({was}) a full join jsonb_each_text({isNow}) b on b.key = a.key where {DiffersSql}";

    /// <summary>
    /// Rows that are not the same, of streams that stood still. A row of a stream is as old as its stream; any other must be older than
    /// this look.
    /// </summary>
    static string Differing(ReadModel model) =>
        $"""
            select coalesce(live.tenant_id, anew.tenant_id) as tenant_id, coalesce(live.id, anew.id) as id, live.data as was, anew.data
                as is_now
            from {model.Rows(model.Table)} live full join {model.Rows(
                model.ShadowTable
            )} anew on anew.tenant_id = live.tenant_id and anew.id = live.id
            left join events.mt_streams now on now.tenant_id = coalesce(live.tenant_id, anew.tenant_id)
                and now.id = coalesce(live.id, anew.id)
            left join {ReadModel.Schema}.streams seen on seen.tenant_id = now.tenant_id and seen.id = now.id
            where live.data is distinct from anew.data and (live.data is null or anew.data is null or exists (select {Fields(
                "live.data",
                "anew.data"
            )})) and now.version is not distinct from seen.version and (now.id is not null or live.id is null or live.mt_last_modified < $1)
            """;

    /// <returns>How many differ, of how many that there should be, and the first that were found: tenant, id, and in what.</returns>
    public async Task<Differences> FindAsync(ReadModel model, CancellationToken stop)
    {
        await using var connection = await worker.OpenConnectionAsync(stop);
        await using var counting = BatchOf(
            connection,
            new($"select (select count(*) from {model.ShadowTable}), count(*) from ({Differing(model)}) found")
            {
                Parameters = { new() { Value = begun } },
            }
        );
        var (rows, count) = (0L, 0L);
        await using (var row = await counting.ExecuteReaderAsync(stop))
            if (await row.ReadAsync(stop))
                (rows, count) = (row.GetInt64(0), row.GetInt64(1));
        if (count == 0)
            return new(0, rows, []);

        await using var telling = BatchOf(
            connection,
            new(
                $"""
                select id, tenant_id, case
                  when was is null then 'is missing' when is_now is null then 'follows from no event'
                  else 'differs in ' || (select string_agg(coalesce(a.key, b.key), ', ' order by coalesce(a.key, b.key)) {Fields(
                    "was",
                    "is_now"
                )}) end
                from ({Differing(model)} limit {Shown}) found order by tenant_id, id
                """
            )
            {
                Parameters = { new() { Value = begun } },
            }
        );
        var first = new List<string>();
        await using var told = await telling.ExecuteReaderAsync(stop);
        while (await told.ReadAsync(stop))
            first.Add($"{model.Name} {told.GetString(0)} of {told.GetString(1)} {told.GetString(2)}");
        return new(count, rows, first);
    }

    static NpgsqlBatch BatchOf(NpgsqlConnection connection, NpgsqlBatchCommand command) =>
        new(connection) { Timeout = 0, BatchCommands = { new("set work_mem = '64MB'"), command } };

    /// <summary>A few rows, in one transaction that lets pages read and keeps writers waiting for as long as it takes.</summary>
    public async Task RepairAsync(ReadModel model, CancellationToken stop)
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
                new($"lock table {model.Table} in share row exclusive mode"),
                new("create temp table differing (tenant_id text, id text) on commit drop"),
                new($"insert into differing select tenant_id, id from ({Differing(model)}) found")
                {
                    Parameters = { new() { Value = begun } },
                },
                new(
                    $"delete from {model.Table} live using differing where differing.tenant_id = live.tenant_id and differing.id = live.id"
                ),
                new(
                    $"insert into {model.Table} ({columns}) select {columns} from {model.ShadowTable} anew where (tenant_id, id) "
                        + "in (select tenant_id, id from differing)"
                ),
            },
        };
        await batch.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }
}

public sealed record Differences(long Count, long Rows, IReadOnlyList<string> First)
{
    /// <summary>When most rows are other ones, all of them are replaced at once.</summary>
    public bool AreMost => Count * 2 > Rows;
}
