using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// Deliveries that arrive while others are being written share the next commit, so the disk is asked once for many; one that comes alone
/// is written at once. One writer is enough until many wait, or it hangs: two would each take what the other could have committed with. What waits is bounded: where the database
/// does not keep up, Retell is told to come again.
/// </summary>
public sealed class GroupCommit(NpgsqlDataSource database, PartitionSignals bells, Backpressure rush, ILogger<GroupCommit> log) : BackgroundService
{
    const int Many = 32, MostWaiting = 4_096, BytesWaiting = 64 * 1024 * 1024;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), Breath = TimeSpan.FromMilliseconds(100), Slow = TimeSpan.FromMilliseconds(200);

    readonly Channel<PendingDelivery> waiting = Channel.CreateBounded<PendingDelivery>(MostWaiting);
    readonly Channel<bool> call = Channel.CreateBounded<bool>(1);
    long bytes;
    bool failing;
    volatile bool hanging;

    /// <summary>False when too much is waiting already.</summary>
    public bool Take(PendingDelivery pending)
    {
        if (Interlocked.Add(ref bytes, pending.Body.Bytes.Length) <= BytesWaiting && waiting.Writer.TryWrite(pending))
        {
            if (waiting.Reader.Count >= Many) call.Writer.TryWrite(true);
            return true;
        }
        Interlocked.Add(ref bytes, -pending.Body.Bytes.Length);
        return false;
    }

    protected override Task ExecuteAsync(CancellationToken stop) => Task.WhenAll(Task.Run(() => WriteAsync(first: true, stop), stop), Task.Run(() => WriteAsync(first: false, stop), stop));

    /// <summary>Where many wait, or the first writer hangs, until that is over.</summary>
    async ValueTask<bool> HelpAsync(CancellationToken stop) =>
        waiting.Reader.Count >= Many || (hanging ? await waiting.Reader.WaitToReadAsync(stop) : await call.Reader.ReadAsync(stop));

    async Task WriteAsync(bool first, CancellationToken stop)
    {
        await using var insert = new DeliveryWriter(database, Patience);
        var batch = new List<PendingDelivery>(Batching.Most);
        try
        {
            while (await (first ? waiting.Reader.WaitToReadAsync(stop) : HelpAsync(stop)))
            {
                Batching.Gather(waiting.Reader, batch);
                rush.Add(batch.Count);
                var keeping = KeepAsync(insert, batch, stop);
                if (first) await WatchAsync(keeping);
                await keeping;
                Interlocked.Add(ref bytes, -batch.Sum(x => (long)x.Body.Bytes.Length));
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task WatchAsync(Task keeping)
    {
        await keeping.WaitAsync(Slow).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (keeping.IsCompleted) return;
        hanging = true;
        call.Writer.TryWrite(true);
        await keeping;
        hanging = false;
    }

    async Task KeepAsync(DeliveryWriter insert, IReadOnlyList<PendingDelivery> batch, CancellationToken stop)
    {
        var written = batch.Where(x => !x.IsGivenUp).OrderBy(x => x.Delivery.Identity, StringComparer.Ordinal).ThenBy(x => x.Delivery.HashInHex, StringComparer.Ordinal).ToList();
        if (written.Count == 0) return;
        try
        {
            await insert.WriteAsync(written);
            Volatile.Write(ref failing, false);
            bells.Signal(written.Where(x => x.Outcome.Result == DeliveryStatus.Accepted).Aggregate(0UL, (all, x) => all | Partition.Bit(x.Delivery.Lane)));
        }
        // Something about one of them: its neighbours must not suffer for it.
        catch (PostgresException refused) when (!refused.IsTransient && written.Count > 1)
        {
            foreach (var alone in written) await KeepAsync(insert, [alone], stop);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            foreach (var lost in written) lost.Settle(null);
            // Said once: an outage has more of these than anybody reads.
            if (!Interlocked.Exchange(ref failing, true)) log.LogError("Webhook deliveries cannot be stored: {Reason}", (broken.InnerException ?? broken).GetType().Name);
            await Task.Delay(Breath, stop);
        }
    }
}
