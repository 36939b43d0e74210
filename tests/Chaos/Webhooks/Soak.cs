using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// A long day: webhooks and pages at a steady rate, and nothing that only ever grows. Too long for every run of the tests: <c>bin/chaos
/// soak</c>.
/// </summary>
[Collection(nameof(ExclusiveCollection))]
public class Soak
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Minutes = ChaosOptions.Number("CHAOS_MINUTES", 60),
        PerSecond = ChaosOptions.Number("CHAOS_RATE", 100),
        PagesPerSecond = ChaosOptions.Number("CHAOS_PAGES", 20);

    /// <summary>Until it has seen everything once, and until what is kept for a while begins to go.</summary>
    static readonly double WarmUp = Math.Min(10, Minutes / 3.0);
    const double MostSlope = 0.5;

    /// <summary>Messages that were handled are kept for five minutes, and swept once a minute.</summary>
    const int KeptMinutes = 7;

    [Fact(Explicit = true)]
    public async Task does_not_wear_it_out()
    {
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync();
        var (ledger, statuses, pages, codes) = (
            new Ledger(),
            new ConcurrentDictionary<int, int>(),
            new ConcurrentBag<TimeSpan>(),
            new ConcurrentDictionary<HttpStatusCode, int>()
        );
        using var driver = new LoadDriver(() => testbed.Nodes[0].Address, ledger);
        var (account, email) = await ChaosEnvironment.AccountAsync(testbed.Superuser);
        var lines = await testbed.LinkAsync([account]);
        using var owner = await ChaosEnvironment.EnterAsync(email, testbed.Nodes[0]);
        string[] paths = ["/", "/calls", "/calls?q=crown", "/leads", "/webhooks", "/agent/new"];

        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(Minutes));
        var wear = new ResourceUsage(testbed);
        var watching = wear.WatchAsync(over.Token);
        await Task.WhenAll(
            OpenLoopSchedule.KeepAsync(
                Endless(),
                PerSecond,
                async (sending, _) => statuses.AddOrUpdate(await driver.TryAsync(sending), 1, (_, before) => before + 1),
                over.Token
            ),
            OpenLoopSchedule.KeepAsync(
                Enumerable.Range(0, int.MaxValue).Select(i => paths[i % paths.Length]),
                PagesPerSecond,
                ReadAsync,
                over.Token
            )
        );
        await watching;
        var drained = await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(60));

        var kept = await StoredState.ReadAsync(testbed);
        var (slope, handles, threads) = (
            wear.MegabytesPerMinute(WarmUp),
            wear.Growth(WarmUp, x => x.Handles),
            wear.Growth(WarmUp, x => x.Threads)
        );
        var (messages, most) = (wear.Samples.Max(x => x.Messages), PerSecond * 60L * KeptMinutes);
        await ChaosOptions.KeepAsync($"soak-{Seed}.tsv", wear.WriteAsync);
        ChaosOptions.Report(
            $"acks {string.Join(' ', statuses.OrderBy(x => x.Key).Select(x => $"{x.Key}: {x.Value}"))}; pages "
                + $"{LatencyPercentiles.Of(pages)}, {string.Join(' ', codes.Select(x => $"{(int)x.Key}: {x.Value}"))}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"after minute {WarmUp:0.#}: memory {slope:+0.00;-0.00} MB a minute (to reach: {MostSlope}), handles "
                    + $"{handles:+0;-0}, threads {threads:+0;-0}; messages kept at most {messages} (of {most}); bytes per delivery "
                    + $"{wear.BytesPerDelivery(1):0} at first, {wear.BytesPerDelivery(2):0} at last"
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, minutes {Minutes}, drained {drained.TotalSeconds:0.0} s after the last, stuck {kept.Waiting.Count}, "
                    + $"dead letters {kept.DeadLetters.Count}; {watch.Elapsed.TotalSeconds:0} s"
            )
        );
        statuses.Keys.ShouldAllBe(x => x / 100 == 2);
        codes.Keys.ShouldAllBe(x => x == HttpStatusCode.OK);
        (kept.Waiting.Count, kept.DeadLetters.Count).ShouldBe((0, 0));
        messages.ShouldBeLessThan(most);
        handles.ShouldBeLessThan(50);
        threads.ShouldBeLessThan(20);
        wear.BytesPerDelivery(2).ShouldBeLessThan(wear.BytesPerDelivery(1) * 1.3);
        // In a short run the collector has not yet found its pace.
        if (Minutes >= 30)
            slope.ShouldBeLessThan(MostSlope);

        IEnumerable<SentDelivery> Endless()
        {
            var all = testbed.LinkedAgents.Concat(lines).ToList();
            for (var minute = 0; ; minute++)
                foreach (var sending in Traffic.Of(Seed * 10_000 + minute, PerSecond * 60, all))
                    yield return sending;
        }

        async Task ReadAsync(string path, long due)
        {
            var answer = await owner.GetAsync(path);
            pages.Add(Stopwatch.GetElapsedTime(due));
            codes.AddOrUpdate(answer.Status, 1, (_, before) => before + 1);
        }
    }
}
