using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Shouldly;
using Switchhook.Model;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// How soon an acknowledgement comes, and a call stands on its page, at a rate that does not wait for answers; then a burst. The figures to
/// reach are printed beside; a run of every day only refuses what would be wrong on any machine. <c>bin/chaos speed</c> takes its time.
/// </summary>
[Collection(nameof(ExclusiveCollection))]
public class Speed
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Seconds = ChaosOptions.Number("CHAOS_SECONDS", 60),
        PerSecond = ChaosOptions.Number("CHAOS_RATE", 100),
        Burst = ChaosOptions.Number("CHAOS_BURST", 2000);

    [Fact]
    public async Task is_kept_at_a_steady_rate_and_in_a_burst()
    {
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync();
        var (ledger, acks, statuses, shown) = (
            new Ledger(),
            new ConcurrentBag<TimeSpan>(),
            new ConcurrentBag<int>(),
            new ConcurrentBag<TimeSpan>()
        );
        using var driver = new LoadDriver(() => testbed.Nodes[0].Address, ledger);
        var (account, email) = await ChaosEnvironment.AccountAsync(testbed.Superuser);
        var own = (await testbed.LinkAsync([account]))[0];
        using var owner = await ChaosEnvironment.EnterAsync(email, testbed.Nodes[0]);
        var sendings = Traffic.Of(Seed, PerSecond * Seconds + Burst, testbed.LinkedAgents);
        await driver.SendAsync(sendings.Take(50), atOnce: 4);

        using var over = new CancellationTokenSource();
        var watching = WatchAsync(over.Token);
        await OpenLoopSchedule.KeepAsync(sendings.Skip(50).Take(PerSecond * Seconds), PerSecond, AckAsync);
        await over.CancelAsync();
        await watching;
        var steady = LatencyPercentiles.Of(acks);
        var burst = Stopwatch.StartNew();
        await Task.WhenAll(sendings.Skip(50 + PerSecond * Seconds).Take(Burst).Select(x => driver.SendAsync(x)));
        burst.Stop();
        var drained = await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(60));

        var (fresh, refused) = (LatencyPercentiles.Of(shown), statuses.Count(x => x / 100 != 2));
        ChaosOptions.Report(
            $"acks at {PerSecond}/s: {steady} (to reach: p50 < 10, p99 < 100, max < 2000)",
            $"from the ack to the page: {fresh} (to reach: p99 < 1000)",
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, seconds {Seconds}, non-2xx {refused}, burst of {Burst} acked in {burst.Elapsed.TotalSeconds:0.0} s "
                    + $"(to reach: 2,000 in < 10), drained {drained.TotalSeconds:0.0} s after it; {watch.Elapsed.TotalSeconds:0} s"
            )
        );
        refused.ShouldBe(0);
        steady.P50.ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
        steady.Most.ShouldBeLessThan(TimeSpan.FromSeconds(10), "Retell waits ten seconds");
        burst.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        (fresh.Count > Seconds / 2).ShouldBeTrue($"{fresh}");
        fresh.P50.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        drained.ShouldBeLessThan(TimeSpan.FromSeconds(60));

        async Task AckAsync(SentDelivery sending, long due)
        {
            statuses.Add(await driver.TryAsync(sending));
            acks.Add(Stopwatch.GetElapsedTime(due));
        }

        async Task WatchAsync(CancellationToken stop)
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var started = new RandomCall(Seed * 10_000 + i, own.AgentId).Started;
                await driver.SendAsync(new SentDelivery(-1, started, started.Body(), own.Tenant), CancellationToken.None);
                var acked = Stopwatch.GetTimestamp();
                while ((await owner.GetAsync($"/calls/{started.CallId}")).Status != HttpStatusCode.OK)
                    await Task.Delay(5, CancellationToken.None);
                shown.Add(Stopwatch.GetElapsedTime(acked));
                await Task.Delay(200, CancellationToken.None);
            }
        }
    }
}
