using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// Deliveries while processes, the database and single backends are killed: what was acknowledged is there, took effect once, and every
/// call is what it should be.
/// <c>bin/chaos webhooks</c> says how many and with which seed.
/// </summary>
public class Crashes
{
    /// <summary>Processes, deliveries, and how often each kind of blow falls.</summary>
    public static TheoryData<int, int, int, int, int, int> Runs { get; } =
        ChaosOptions.Number("CHAOS_DELIVERIES", 0) is > 0 and var deliveries
            ? new()
            {
                {
                    ChaosOptions.Number("CHAOS_NODES", 1),
                    deliveries,
                    ChaosOptions.Number("CHAOS_KILLS", 0),
                    ChaosOptions.Number("CHAOS_POSTMASTERS", 0),
                    ChaosOptions.Number("CHAOS_BACKENDS", 0),
                    ChaosOptions.Number("CHAOS_STOPS", 0)
                },
            }
            : new() { { 1, 5_000, 10, 3, 3, 1 }, { 2, 1_000, 3, 1, 1, 0 } };

    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1);
    static readonly TimeSpan ToDrain = TimeSpan.FromSeconds(60),
        ToComeBack = TimeSpan.FromSeconds(40);

    [Theory, MemberData(nameof(Runs))]
    public async Task lose_nothing_and_double_nothing(int nodes, int deliveries, int apps, int postmasters, int backends, int stops)
    {
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync(nodes, tenants: Math.Clamp(deliveries / 600, 8, 50));
        var sendings = Traffic.Of(Seed, deliveries, testbed.LinkedAgents);
        var ledger = new Ledger();
        using var driver = new LoadDriver(new NodeRotation(testbed).Next, ledger);
        var mayhem = new DisruptionSchedule(testbed, ledger, Seed) { StopSeconds = stops > 1 ? (5, 70) : (5, 8) };
        using var off = new CancellationTokenSource();
        await Task.WhenAll(driver.SendAsync(sendings, atOnce: 16, off.Token), StrikeAsync());
        var drained = await QueueDrained.ReachedAsync(testbed, ToDrain);

        var verdict = await ConsistencyReport.OfAsync(testbed, sendings, ledger);
        var (differences, told) = await testbed.Nodes[0].RunAsync("projections", "check");
        ChaosOptions.Report([
            .. verdict.Objections.Take(50),
            .. differences == 0 ? told.Trim().Split('\n').TakeLast(1) : told.Split('\n'),
            $"seed {Seed}, processes {nodes}, blows {mayhem.Struck}, other answers "
                + $"{string.Join(' ', ledger.Otherwise.Select(x => $"{x.Key}: {x.Value}"))}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"back after a kill: {LatencyPercentiles.Of(mayhem.BackAfter)} (to reach: 8 s); drained {drained.TotalSeconds:0.0} "
                    + $"s after the last delivery (to reach: 15 s); {watch.Elapsed.TotalSeconds:0} s in all"
            ),
            $"{verdict}",
        ]);
        await ChaosOptions.KeepAsync($"ledger-{Seed}.tsv", ledger.WriteAsync);
        await ChaosOptions.KeepAsync($"said-{Seed}.txt", file => File.WriteAllLinesAsync(file, testbed.Nodes.Select(x => x.Said)));
        verdict.Objections.Take(20).ShouldBeEmpty($"seed {Seed}");
        differences.ShouldBe(0, $"seed {Seed}: what is read is not what its events tell\n{told}");
        mayhem.BackAfter.ShouldAllBe(x => x < ToComeBack);
        (verdict.Acked, verdict.Stuck, verdict.DeadLetters).ShouldBe((sendings.Count, 0, 0), $"seed {Seed}");

        // Where the site does not come back there is nobody to send to.
        async Task StrikeAsync()
        {
            try
            {
                await mayhem.DisruptAsync(apps, postmasters, backends, stops, sendings.Count);
            }
            catch
            {
                await off.CancelAsync();
                throw;
            }
        }
    }
}
