using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// Of two processes one dies with its hands full: the other finishes what it held, deliveries and other modules' messages, within a quarter
/// of a minute.
/// </summary>
[Collection(nameof(ExclusiveCollection))]
public class Takeover
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1);
    static readonly TimeSpan Within = TimeSpan.FromSeconds(15);

    const string Held =
        "select owner_id, count(*) from wolverine.wolverine_incoming_envelopes where status = 'Incoming' and owner_id <> 0 group "
        + "by owner_id";

    [Fact]
    public async Task finishes_what_the_dead_one_held()
    {
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync(nodes: 2);
        var ledger = new Ledger();
        using var driver = new LoadDriver(new NodeRotation(testbed).Next, ledger);
        var sendings = Traffic.Of(Seed, 600, testbed.LinkedAgents);

        // Nothing that was understood can become a lead, so messages pile up; then nothing more can be understood.
        await using var leads = await HoldAsync(testbed, "lock table leads.mt_doc_leadofcall in access exclusive mode");
        await driver.SendAsync(sendings.Take(sendings.Count / 2), atOnce: 16);
        await ChaosOptions.UntilAsync(async () => (await HeldAsync(testbed)).Count(x => x.Messages > 0) == 2, "both hold messages");
        await using var events = await HoldAsync(testbed, "lock table events.mt_events in exclusive mode");
        await driver.SendAsync(sendings.Skip(sendings.Count / 2), atOnce: 16);
        var (held, deliveries) = (
            await HeldAsync(testbed),
            (await testbed.QueryAsync("select count(*)::int from calls.deliveries where verdict = 'accepted'", row => row.GetInt32(0)))[0]
        );

        var since = Stopwatch.StartNew();
        await testbed.Nodes[0].KillAsync();
        await leads.DisposeAsync();
        await events.DisposeAsync();
        await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(30));
        var after = since.Elapsed;

        var verdict = await ConsistencyReport.OfAsync(testbed, sendings, ledger);
        ChaosOptions.Report([
            .. verdict.Objections.Take(50),
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, two processes, held at the kill: {string.Join(" and ", held.Select(x => $"{x.Messages}"))} messages, "
                    + $"{deliveries} deliveries; taken over and done {after.TotalSeconds:0.0} s after it; {watch.Elapsed.TotalSeconds:0} s"
            ),
            $"{verdict}",
        ]);
        deliveries.ShouldBeGreaterThan(100);
        after.ShouldBeLessThan(Within);
        verdict.Objections.Take(20).ShouldBeEmpty($"seed {Seed}");
        verdict.Acked.ShouldBe(sendings.Count);
    }

    static Task<IReadOnlyList<(int Owner, long Messages)>> HeldAsync(WebhookTestbed testbed) =>
        testbed.QueryAsync(Held, row => (row.GetInt32(0), row.GetInt64(1)));

    /// <summary>Until what is returned is let go.</summary>
    static async Task<NpgsqlConnection> HoldAsync(WebhookTestbed testbed, string how)
    {
        var holder = await testbed.Superuser.OpenConnectionAsync();
        await using var hold = new NpgsqlCommand("begin; " + how, holder);
        await hold.ExecuteNonQueryAsync();
        return holder;
    }
}
