using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// Connections break at every byte there is, on both sides of the site: nobody hears a 2xx for what is not on disk. <c>bin/chaos
/// honesty</c> says how often.
/// </summary>
public class Acknowledgement
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Cuts = ChaosOptions.Number("CHAOS_CUTS", 500);
    const double PerSecond = 200;
    const int AtOnce = 100;

    [Fact]
    public async Task is_honest_though_connections_are_cut()
    {
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync(tapped: true);
        var (ledger, cutting, rude) = (new Ledger(), new ConnectionCutter(testbed.Proxy, Cuts / 2, Seed), new AbortingClient(Seed));
        using var driver = new LoadDriver(() => testbed.Nodes[0].Address, ledger);
        var sendings = Traffic.Of(Seed, Cuts * 60, testbed.LinkedAgents);
        var sent = new List<SentDelivery>();
        cutting.Begin();
        using var enough = new CancellationTokenSource();
        using var room = new SemaphoreSlim(AtOnce);
        // No faster than that: a site that goes on at once would have heard everything before it was cut often enough.
        await OpenLoopSchedule.KeepAsync(sendings, PerSecond, (sending, _) => SendAsync(sending), enough.Token);
        cutting.End();
        // A row that only lay in the memory of the server does not outlive this.
        await testbed.Postgres.KillAsync();
        await testbed.Postgres.ReviveAsync();
        await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(60));

        var verdict = await ConsistencyReport.OfAsync(testbed, sent, ledger);
        ChaosOptions.Report([
            .. verdict.Objections.Take(50),
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, cuts {testbed.Proxy.Cuts + rude.Cuts} ({testbed.Proxy.Cuts} before the database, of which "
                    + $"{cutting.Swallowed} answers to a commit, {rude.Cuts} before the site), acked {verdict.Acked}, acks without a row "
                    + $"{verdict.Lost}, doubled {verdict.Doubled}, stuck {verdict.Stuck}, dead letters {verdict.DeadLetters}, differing "
                    + $"calls {verdict.Differing}; {watch.Elapsed.TotalSeconds:0} s"
            ),
        ]);
        verdict.Objections.Take(20).ShouldBeEmpty($"seed {Seed}");
        testbed.Proxy.Cuts.ShouldBeGreaterThanOrEqualTo(Cuts / 2);
        cutting.Swallowed.ShouldBeGreaterThan(0);

        async Task SendAsync(SentDelivery sending)
        {
            await room.WaitAsync();
            if (!enough.IsCancellationRequested)
            {
                lock (sent)
                    sent.Add(sending);
                if (rude.Cuts < Cuts / 2 && sending.Number % 2 == 0 && await rude.PostAsync(testbed.Nodes[0].Address, sending.Body))
                    ledger.Ack(sending, 1);
                else
                    await driver.SendAsync(sending);
                if (testbed.Proxy.Cuts >= Cuts / 2 && rude.Cuts >= Cuts / 2)
                    await enough.CancelAsync();
            }
            room.Release();
        }
    }
}
