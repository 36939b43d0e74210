using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// The database is gone, slow, resets its connections, has none left or no room: the site says 503 soon, and goes on by itself.
/// <c>bin/chaos faults</c> takes longer over each.
/// </summary>
public class Faults
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Times = ChaosOptions.Number("CHAOS_TIMES", 1);
    const double PerSecond = 40;
    static readonly TimeSpan ToRecover = TimeSpan.FromSeconds(30);

    [Fact]
    public Task of_connections_are_answered_soon_and_outlived() =>
        OutliveAsync(null, Fault.Gone(12 * Times), Fault.Slow(6 * Times), Fault.Resets(3 * Times), Fault.NoConnections(4 * Times));

    [Fact]
    public async Task of_a_full_disk_are_answered_soon_and_outlived()
    {
        if (await SmallDisk.WhyNotAsync() is { } why)
            Assert.Skip($"Only where a small disk can be made can it be filled: {why}");
        await OutliveAsync(400, Fault.DiskFull(4 * Times));
    }

    static async Task OutliveAsync(int? diskMegabytes, params Fault[] faults)
    {
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync(tapped: true, diskMegabytes: diskMegabytes);
        var (ledger, sendings, sent) = (
            new Ledger(),
            new Queue<SentDelivery>(Traffic.Of(Seed, 20_000 * Times, testbed.LinkedAgents)),
            new List<SentDelivery>()
        );
        using var driver = new LoadDriver(() => testbed.Nodes[0].Address, ledger);
        var seen = new List<(Fault Fault, LatencyPercentiles Refusals, string Others, TimeSpan Back)>();
        foreach (var fault in faults)
        {
            var (answers, undelivered) = (new ConcurrentBag<(int Status, TimeSpan After)>(), new ConcurrentBag<SentDelivery>());
            await driver.SendAsync(Some(40), atOnce: 8);
            using var over = new CancellationTokenSource(TimeSpan.FromSeconds(fault.Seconds));
            var befalling = fault.Inject(testbed, over.Token);
            await OpenLoopSchedule.KeepAsync(
                Some(int.MaxValue),
                PerSecond,
                async (sending, due) =>
                {
                    var status = await driver.TryAsync(sending);
                    answers.Add((status, Stopwatch.GetElapsedTime(due)));
                    if (status / 100 != 2)
                        undelivered.Add(sending);
                },
                over.Token
            );
            await befalling;
            await fault.End(testbed);
            var ended = Stopwatch.StartNew();
            await driver.SendAsync(undelivered.Take(1), atOnce: 1);
            var back = ended.Elapsed;
            await driver.SendAsync(undelivered.Skip(1), atOnce: 16);
            seen.Add(
                (
                    fault,
                    LatencyPercentiles.Of(answers.Where(x => x.Status == 503).Select(x => x.After)),
                    string.Join(
                        ' ',
                        answers.Where(x => x.Status != 503).CountBy(x => x.Status).OrderBy(x => x.Key).Select(x => $"{x.Key}: {x.Value}")
                    ),
                    back
                )
            );
        }
        await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(60));

        var verdict = await ConsistencyReport.OfAsync(testbed, sent, ledger);
        await ChaosOptions.KeepAsync(
            $"said-faults-{Seed}-{faults[0].Name}.txt",
            file => File.WriteAllTextAsync(file, testbed.Nodes[0].Said)
        );
        ChaosOptions.Report([
            .. verdict.Objections.Take(50),
            .. seen.Select(x =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{x.Fault.Name}: 503s {x.Refusals}; other answers {x.Others}; first 2xx {x.Back.TotalSeconds:0.0} s after"
                )
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, faults {seen.Count}, acked {verdict.Acked}, lost {verdict.Lost}, doubled {verdict.Doubled}, stuck "
                    + $"{verdict.Stuck}, dead letters {verdict.DeadLetters}, differing calls {verdict.Differing}; "
                    + $"{watch.Elapsed.TotalSeconds:0} s"
            ),
        ]);
        verdict.Objections.ShouldBeEmpty($"seed {Seed}");
        (verdict.Acked, testbed.Nodes[0].Kills).ShouldBe((sent.Count, 0));
        foreach (var (fault, refusals, others, back) in seen)
        {
            back.ShouldBeLessThan(ToRecover, fault.Name);
            refusals.P50.ShouldBeLessThan(TimeSpan.FromSeconds(1.5), $"{fault.Name}: a refusal is to come within a second");
            refusals.P99.ShouldBeLessThan(TimeSpan.FromSeconds(3), fault.Name);
            if (fault.Refuses)
                refusals.Count.ShouldBeGreaterThan(0, fault.Name);
            others.ShouldNotContain("500:", Case.Sensitive, fault.Name);
        }

        IEnumerable<SentDelivery> Some(int most)
        {
            for (var i = 0; i < most && sendings.TryDequeue(out var sending); i++)
            {
                sent.Add(sending);
                yield return sending;
            }
        }
    }
}
