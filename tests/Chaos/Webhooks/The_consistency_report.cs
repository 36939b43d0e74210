using Npgsql;
using Shouldly;
using Switchhook.Postgres;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>A judge who never objects proves nothing: here is something wrong each time, and it is for the judge to see it.</summary>
public sealed class The_consistency_report : IAsyncLifetime
{
    const int Seed = 4;
    readonly Ledger ledger = new();
    WebhookTestbed testbed = null!;
    IReadOnlyList<SentDelivery> sendings = [];

    public async ValueTask InitializeAsync()
    {
        testbed = await WebhookTestbed.PrepareAsync();
        sendings = Traffic.Of(Seed, 120, testbed.LinkedAgents);
        using var driver = new LoadDriver(() => testbed.Nodes[0].Address, ledger);
        await driver.SendAsync(sendings, atOnce: 8);
        await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(30));
        await testbed.Nodes[0].EndAsync();
    }

    public ValueTask DisposeAsync() => testbed.DisposeAsync();

    [Fact]
    public async Task sees_every_fault_that_is_planted()
    {
        var clean = await ConsistencyReport.OfAsync(testbed, sendings, ledger);
        clean.Objections.ShouldBeEmpty();
        clean.IsClean.ShouldBeTrue($"{clean}");

        await SeenAsync(
            "delete from calls.deliveries where " + One("calls.deliveries", "event = 'call_ended' and duplicate_of is null"),
            x => x.Lost
        );
        await SeenAsync(Again("call_ended"), x => x.Doubled);
        await SeenAsync(Again("call_transferred"), x => x.Doubled);
        await SeenAsync(Again("lead_captured"), x => x.Doubled);
        await SeenAsync(
            """
            drop index calls.deliveries_identity;
            insert into calls.deliveries select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid()))).*
                from calls.deliveries d where event = 'call_analyzed' and duplicate_of is null limit 1
            """,
            x => x.Doubled
        );
        foreach (var verdict in (string[])["accepted", "unknown_agent"])
            await SeenAsync(
                $"update calls.deliveries set verdict = '{verdict}' where "
                    + One("calls.deliveries", "event = 'call_started' and verdict = 'applied'"),
                x => x.Stuck
            );
        await SeenAsync(
            "update calls.deliveries set verdict = 'failed' where "
                + One("calls.deliveries", "event = 'call_started' and verdict = 'applied'"),
            x => x.DeadLetters
        );
        await SeenAsync("delete from calls.mt_doc_calldetails where " + One("calls.mt_doc_calldetails", "true", 0), x => x.Differing);
        await SeenAsync(
            $"update calls.mt_doc_calldetails set tenant_id = '{Guid.NewGuid():D}' where " + One("calls.mt_doc_calldetails", "true", 1),
            x => x.Differing
        );
        await SeenAsync(
            "update calls.mt_doc_calldetails set data = jsonb_set(data, '{Parties,From}', '\"+14155559999\"') where "
                + One("calls.mt_doc_calldetails", "true", 2),
            x => x.Differing
        );
        await SeenAsync(
            "update calls.mt_doc_calllist set data = jsonb_set(data, '{Over}', 'false') where "
                + One("calls.mt_doc_calllist", "data -> 'Over' = 'true'", 5),
            x => x.Differing
        );
        await SeenAsync(
            """
            delete from events.mt_events where type = 'lead_captured' and stream_id = (
                select stream_id from events.mt_events where type = 'lead_captured' group by stream_id having count(*) = 1
                    order by stream_id limit 1)
            """,
            x => x.Differing
        );
    }

    [Fact]
    public async Task is_refused_on_a_server_that_may_forget()
    {
        await using var forgetful = await TestDatabase.CreateAsync();
        await using var server = NpgsqlDataSource.Create(forgetful.ConnectionString);
        var said = (await Should.ThrowAsync<InvalidOperationException>(() => DurablePostgres.MustBeDurableAsync(server))).Message;
        foreach (var setting in (string[])["fsync", "synchronous_commit", "full_page_writes"])
            said.ShouldContain($"{setting} = off");

        await using var loosen = testbed.Superuser.CreateCommand("alter role switchhook_worker set synchronous_commit = 'local'");
        await loosen.ExecuteNonQueryAsync();
        (
            await Should.ThrowAsync<InvalidOperationException>(() => ConsistencyReport.OfAsync(testbed, sendings, ledger))
        ).Message.ShouldContain("synchronous_commit");
    }

    static string Again(string type) =>
        $"""
            insert into events.mt_events select (jsonb_populate_record(e, jsonb_build_object(
                'seq_id', e.seq_id + 1000000, 'id', gen_random_uuid(), 'version', e.version + 1000))).* from events.mt_events e
                    where type = '{type}' limit 1
            """;

    static string One(string table, string where, int which = 0) =>
        $"ctid = (select ctid from {table} where {where} order by id offset {which} limit 1)";

    /// <summary>What was planted stays: each fault has to make one more.</summary>
    async Task SeenAsync(string fault, Func<ConsistencyReport, int> count)
    {
        var before = await ConsistencyReport.OfAsync(testbed, sendings, ledger);
        await PlantAsync(fault);
        var after = await ConsistencyReport.OfAsync(testbed, sendings, ledger);
        count(after).ShouldBe(count(before) + 1, $"{fault}\n{string.Join('\n', after.Objections)}");
        after.IsClean.ShouldBeFalse();
    }

    async Task PlantAsync(string sql)
    {
        await using var plant = testbed.Superuser.CreateCommand(sql);
        (await plant.ExecuteNonQueryAsync()).ShouldNotBe(0);
    }
}
