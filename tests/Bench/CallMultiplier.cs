using Marten;
using Npgsql;
using Switchhook.BuildingBlocks;
using Switchhook.Calls;

namespace Switchhook.Bench;

/// <summary>One call as Retell tells it, many times over: copied inside the database, so that a million take a minute.</summary>
public static class CallMultiplier
{
    public static async Task EventsAsync(NpgsqlDataSource worker, IDocumentStore store, int calls, int tenants)
    {
        var template = Guid.CreateVersion7().ToString();
        await using (var session = store.LightweightSession(template))
        {
            Call? known = null;
            var told = new List<object>();
            foreach (var sample in (string[])["call_started.phone", "call_ended.phone", "call_analyzed.phone"])
            foreach (
                var e in CallDecider.Decide(Payload.Read(await File.ReadAllBytesAsync(Path.Combine(Samples, sample + ".json")))!, known)
            )
            {
                told.Add(e);
                known = e switch
                {
                    CallStarted x => (known ?? new()).Apply(x),
                    CallEnded x => (known ?? new()).Apply(x),
                    CallAnalyzed x => (known ?? new()).Apply(x),
                    CallSupplemented x => (known ?? new()).Apply(x),
                    _ => known,
                };
            }
            session.Events.Append("call/template", [.. told]);
            await session.SaveChangesAsync();
        }
        await CopyAsync(
            worker,
            "events.mt_streams",
            $"tenant_id = '{template}'",
            calls,
            ("tenant_id", Tenant(tenants)),
            ("id", "'call/call_' || n")
        );
        await CopyAsync(
            worker,
            "events.mt_events",
            $"tenant_id = '{template}'",
            calls,
            ("tenant_id", Tenant(tenants)),
            ("stream_id", "'call/call_' || n"),
            ("id", "gen_random_uuid()"),
            ("seq_id", "1000000 + n * 8 + t.version")
        );
        foreach (
            var table in (string[])
                ["events.mt_events", "events.mt_streams", "calls.mt_doc_calllist", "calls.mt_doc_calldetails", "calls.words_of_call"]
        )
            await ExecuteAsync(worker, $"delete from {table} where tenant_id = '{template}'");
    }

    /// <summary>
    /// Rows of a table once more for each number, with some columns said anew; <c>n</c> is the number and <c>t</c> the row.
    /// </summary>
    public static async Task CopyAsync(
        NpgsqlDataSource worker,
        string table,
        string which,
        int times,
        params (string Column, string Value)[] anew
    )
    {
        await using var list = worker.CreateCommand(
            "select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated "
                + "= '' order by attnum"
        );
        list.Parameters.AddWithValue(table);
        var columns = new List<string>();
        await using (var rows = await list.ExecuteReaderAsync())
            while (await rows.ReadAsync())
                columns.Add(rows.GetString(0));
        var values = columns.Select(x => anew.FirstOrDefault(y => y.Column == x).Value ?? $"t.\"{x}\"");
        await ExecuteAsync(
            worker,
            $"insert into {table} ({string.Join(", ", columns.Select(x => $"\"{x}\""))}) select {string.Join(", ", values)} from "
                + $"{table} t, generate_series(1, {times}) n where {which}"
        );
    }

    public static async Task ExecuteAsync(NpgsqlDataSource worker, string sql)
    {
        await using var command = worker.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Ids that are ids, and the same for the same number.</summary>
    static string Tenant(int tenants) => $"md5('tenant ' || (n % {tenants}))::uuid::text";

    static string Samples => Path.Combine(DataFolder.Checkout(AppContext.BaseDirectory)!, "tests", "data", "retell-samples");
}
