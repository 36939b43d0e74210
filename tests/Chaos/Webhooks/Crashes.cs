using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// Deliveries while processes, the database and single backends are killed: what was acknowledged is there, took effect once, and every call is what it should be.
/// <c>bin/chaos webhooks</c> says how many and with which seed.
/// </summary>
[Collection(nameof(Alone))]
public class Crashes
{
    static readonly int Seed = Asked.Number("CHAOS_SEED", 1), Deliveries = Asked.Number("CHAOS_DELIVERIES", 5_000), Nodes = Asked.Number("CHAOS_NODES", 1);
    static readonly int Apps = Asked.Number("CHAOS_KILLS", 10), Postmasters = Asked.Number("CHAOS_POSTMASTERS", 3), Backends = Asked.Number("CHAOS_BACKENDS", 3), Stops = Asked.Number("CHAOS_STOPS", 1);
    static readonly TimeSpan ToDrain = TimeSpan.FromSeconds(Asked.Number("CHAOS_DRAIN_SECONDS", 60));

    [Fact]
    public async Task lose_nothing_and_double_nothing()
    {
        var watch = Stopwatch.StartNew();
        await using var rig = await Rig.PrepareAsync(Nodes, tenants: Math.Clamp(Deliveries / 600, 8, 50));
        var sendings = Traffic.Of(Seed, Deliveries, rig.Lines);
        var ledger = new Ledger();
        using var driver = new Driver(new Rotation(rig).Next, ledger);
        var mayhem = new Mayhem(rig, ledger, Seed) { StopSeconds = Stops > 1 ? (5, 70) : (5, 8) };
        await Task.WhenAll(driver.SendAsync(sendings, atOnce: 16), mayhem.StrikeAsync(Apps, Postmasters, Backends, Stops, sendings.Count));
        var drained = await Quiet.ReachedAsync(rig, ToDrain);

        var verdict = await Verdict.OfAsync(rig, sendings, ledger);
        Asked.Report([
            .. verdict.Objections.Take(50),
            $"seed {Seed}, nodes {rig.Nodes.Count}, blows {mayhem.Struck}, other answers {string.Join(' ', ledger.Otherwise.Select(x => $"{x.Key}: {x.Value}"))}",
            FormattableString.Invariant($"back after a kill: {Spread.Of(mayhem.BackAfter)}; drained {drained.TotalSeconds:0.0} s after the last; {watch.Elapsed.TotalSeconds:0} s in all"),
            $"{verdict}"]);
        await Asked.KeepAsync($"ledger-{Seed}.tsv", ledger.WriteAsync);
        await Asked.KeepAsync($"said-{Seed}.txt", file => File.WriteAllLinesAsync(file, rig.Nodes.Select(x => x.Said)));
        verdict.Objections.Take(20).ShouldBeEmpty($"seed {Seed}");
        (verdict.Acked, verdict.Stuck, verdict.DeadLetters).ShouldBe((sendings.Count, 0, 0), $"seed {Seed}");
    }
}
