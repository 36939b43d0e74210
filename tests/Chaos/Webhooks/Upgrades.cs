using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// A new process beside the old one, then in its place, while calls come in: the way without an interruption. The two share the work for a while;
/// whoever spreads the requests is told first, then the old one is asked to end and finishes what it has in hand. <c>bin/chaos upgrades</c> says how often.
/// </summary>
[Collection(nameof(Alone))]
public class Upgrades
{
    static readonly int Seed = Asked.Number("CHAOS_SEED", 1), Rounds = Asked.Number("CHAOS_ROUNDS", 2);
    const double PerSecond = 60;
    const string Starting = "while one starts: ";

    [Fact]
    public async Task lose_nothing_and_refuse_nothing()
    {
        var watch = Stopwatch.StartNew();
        await using var rig = await Rig.PrepareAsync(nodes: 2);
        var (serving, spare) = (rig.Nodes[0], rig.Nodes[1]);
        await spare.EndAsync();
        var rotation = new List<AppProcess> { serving };
        var (ledger, turn, codes) = (new Ledger(), 0, new List<int>());
        using var driver = new Driver(Next, ledger);
        using var over = new CancellationTokenSource();
        var sendings = Traffic.Of(Seed, 6_000 * Rounds, rig.Lines);
        var load = Pace.KeepAsync(sendings, PerSecond, (sending, _) => driver.SendAsync(sending), over.Token);
        for (var round = 0; round < Rounds; round++)
        {
            ledger.Meanwhile = Starting;
            await spare.StartAsync();
            ledger.Meanwhile = "with both: ";
            Rotate([serving, spare]);
            await Task.Delay(1_500);
            ledger.Meanwhile = "while the old one ends: ";
            Rotate([spare]);
            // Whatever was sent to the old one before has reached it.
            await Task.Delay(100);
            codes.Add(await serving.EndAsync());
            ledger.Meanwhile = "afterwards: ";
            (serving, spare) = (spare, serving);
        }
        await over.CancelAsync();
        await load;
        await Quiet.ReachedAsync(rig, TimeSpan.FromSeconds(60));

        var verdict = await Verdict.OfAsync(rig, [.. ledger.Acked.Select(x => x.Sending)], ledger);
        // Where one core is all there is, a process that starts leaves the others so little that they may ask for patience.
        var (busy, refused) = (ledger.Otherwise.GetValueOrDefault(Starting + "503"), ledger.Otherwise.Where(x => x.Key != Starting + "503").Sum(x => x.Value));
        Asked.Report([.. verdict.Objections.Take(50), FormattableString.Invariant(
            $"seed {Seed}, rolling restarts {Rounds}, acked {verdict.Acked}, non-2xx {refused} (and {busy} times 503 while a process was starting), lost {verdict.Lost}, doubled {verdict.Doubled}, stuck {verdict.Stuck}, differing calls {verdict.Differing}; {watch.Elapsed.TotalSeconds:0} s")]);
        verdict.Objections.ShouldBeEmpty($"seed {Seed}");
        refused.ShouldBe(0, string.Join(", ", ledger.Otherwise.Select(x => $"{x.Key} {x.Value}")));
        busy.ShouldBeLessThan(verdict.Acked / 20);
        codes.ShouldAllBe(x => x == 0);
        verdict.Acked.ShouldBeGreaterThan(Rounds * 150);

        string Next() { lock (rotation) return rotation[turn++ % rotation.Count].Address; }
        void Rotate(AppProcess[] among) { lock (rotation) { rotation.Clear(); rotation.AddRange(among); } }
    }
}
