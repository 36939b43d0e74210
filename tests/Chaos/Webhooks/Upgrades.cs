using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// A new process beside the old one, then in its place, while calls come in: the way without an interruption. The two share the work for a
/// while;
/// whoever spreads the requests is told first, then the old one is asked to end and finishes what it has in hand. <c>bin/chaos upgrades</c>
/// says how often.
/// </summary>
[Collection(nameof(ExclusiveCollection))]
public class Upgrades
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Rounds = ChaosOptions.Number("CHAOS_ROUNDS", 2);
    const double PerSecond = 60;

    [Fact]
    public async Task lose_nothing_and_refuse_nothing()
    {
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync(nodes: 2);
        var (serving, spare) = (testbed.Nodes[0], testbed.Nodes[1]);
        await spare.EndAsync();
        var rotation = new List<AppProcess> { serving };
        var (ledger, turn, codes) = (new Ledger(), 0, new List<int>());
        using var driver = new LoadDriver(Next, ledger) { Minutely = true };
        using var over = new CancellationTokenSource();
        var sendings = Traffic.Of(Seed, 6_000 * Rounds, testbed.LinkedAgents);
        var load = OpenLoopSchedule.KeepAsync(sendings, PerSecond, (sending, _) => driver.SendAsync(sending), over.Token);
        for (var round = 0; round < Rounds; round++)
        {
            ledger.Meanwhile = "while one starts: ";
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
        await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(60));

        var verdict = await ConsistencyReport.OfAsync(testbed, [.. ledger.Acked.Select(x => x.Sending)], ledger);
        // A door that is closed refuses at once. Who was refused only after all the time there was, met a machine with too much to do.
        var (busy, others) = (
            ledger.Otherwise.Where(x => IsBusy(x.Key)).Sum(x => x.Value),
            ledger.Otherwise.Where(x => !IsBusy(x.Key)).ToList()
        );
        var refused = others.Sum(x => x.Value);
        await ChaosOptions.KeepAsync($"said-upgrades-{Seed}.txt", file => File.WriteAllLinesAsync(file, testbed.Nodes.Select(x => x.Said)));
        ChaosOptions.Report([
            .. verdict.Objections.Take(50),
            .. ledger.Otherwise.Select(x => $"{x.Key}: {x.Value}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, rolling restarts {Rounds}, acked {verdict.Acked}, non-2xx {refused} (and {busy} times 503 late), "
                    + $"lost {verdict.Lost}, doubled {verdict.Doubled}, stuck {verdict.Stuck}, differing calls {verdict.Differing}; "
                    + $"{watch.Elapsed.TotalSeconds:0} s"
            ),
        ]);
        verdict.Objections.ShouldBeEmpty($"seed {Seed}");
        others.ShouldBeEmpty();
        busy.ShouldBeLessThan(verdict.Acked / 20);
        codes.ShouldAllBe(x => x == 0);
        verdict.Acked.ShouldBeGreaterThan(Rounds * 150);

        static bool IsBusy(string answer) =>
            answer.Contains("503 of", StringComparison.Ordinal) && answer.EndsWith("late", StringComparison.Ordinal);
        string Next()
        {
            lock (rotation)
                return rotation[turn++ % rotation.Count].Address;
        }
        void Rotate(AppProcess[] among)
        {
            lock (rotation)
            {
                rotation.Clear();
                rotation.AddRange(among);
            }
        }
    }
}
