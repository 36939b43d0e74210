using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// Deliveries that arrive while others are being written share the next commit, so the disk is asked once for many; one that comes alone is
/// written at once. One writer is enough until many wait, or it hangs: two would each take what the other could have committed with. What
/// waits is bounded: where the database does not keep up, Retell is told to come again.
/// </summary>
public sealed class GroupCommit(
    NpgsqlDataSource database,
    InterpretationPublisher interpretation,
    Backpressure backpressure,
    ILogger<GroupCommit> log
) : BackgroundService
{
    const int Many = 32,
        MostWaiting = 4_096,
        BytesWaiting = 64 * 1024 * 1024;
    static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(2),
        FailureDelay = TimeSpan.FromMilliseconds(100),
        Slow = TimeSpan.FromMilliseconds(200);

    readonly Channel<PendingDelivery> waiting = Channel.CreateBounded<PendingDelivery>(MostWaiting);
    readonly Channel<bool> secondWriterNeeded = Channel.CreateBounded<bool>(1);
    long bytes;
    bool failing;
    volatile bool isFirstWriterSlow;

    /// <summary>False when too much is waiting already.</summary>
    public bool TryEnqueue(PendingDelivery pending)
    {
        if (Interlocked.Add(ref bytes, pending.Body.Bytes.Length) <= BytesWaiting && waiting.Writer.TryWrite(pending))
        {
            if (waiting.Reader.Count >= Many)
                secondWriterNeeded.Writer.TryWrite(true);
            return true;
        }
        Interlocked.Add(ref bytes, -pending.Body.Bytes.Length);
        return false;
    }

    protected override Task ExecuteAsync(CancellationToken stop) =>
        Task.WhenAll(Task.Run(() => WriteAsync(first: true, stop), stop), Task.Run(() => WriteAsync(first: false, stop), stop));

    /// <summary>Where many wait, or the first writer hangs, until that is over.</summary>
    async ValueTask<bool> WaitForSecondWriterAsync(CancellationToken stop) =>
        waiting.Reader.Count >= Many
        || (isFirstWriterSlow ? await waiting.Reader.WaitToReadAsync(stop) : await secondWriterNeeded.Reader.ReadAsync(stop));

    async Task WriteAsync(bool first, CancellationToken stop)
    {
        await using var insert = new DeliveryWriter(database, WriteTimeout);
        var batch = new List<PendingDelivery>(CommitBatch.Most);
        try
        {
            while (await (first ? waiting.Reader.WaitToReadAsync(stop) : WaitForSecondWriterAsync(stop)))
            {
                CommitBatch.Gather(waiting.Reader, batch);
                backpressure.Add(batch.Count);
                var keeping = WriteBatchAsync(insert, batch, stop);
                if (first)
                    await FlagSlowWriteAsync(keeping);
                await keeping;
                Interlocked.Add(ref bytes, -batch.Sum(x => (long)x.Body.Bytes.Length));
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task FlagSlowWriteAsync(Task keeping)
    {
        await keeping.WaitAsync(Slow).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (keeping.IsCompleted)
            return;
        isFirstWriterSlow = true;
        secondWriterNeeded.Writer.TryWrite(true);
        await keeping;
        isFirstWriterSlow = false;
    }

    async Task WriteBatchAsync(DeliveryWriter insert, IReadOnlyList<PendingDelivery> batch, CancellationToken stop)
    {
        var written = batch
            .Where(x => !x.IsCompleted)
            .OrderBy(x => x.Delivery.Identity, StringComparer.Ordinal)
            .ThenBy(x => x.Delivery.HashInHex, StringComparer.Ordinal)
            .ToList();
        if (written.Count == 0)
            return;
        try
        {
            await insert.WriteAsync(written);
            Volatile.Write(ref failing, false);
            var accepted = written.Where(x => x.Outcome.Result == DeliveryStatus.Accepted);
            await interpretation.PublishAsync(accepted.Aggregate(0UL, (all, x) => all | Lane.Bit(x.Delivery.LaneNumber)));
        }
        // Something about one of them: its neighbours must not suffer for it.
        catch (PostgresException refused) when (!refused.IsTransient && written.Count > 1)
        {
            foreach (var alone in written)
                await WriteBatchAsync(insert, [alone], stop);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            foreach (var lost in written)
                lost.Complete(null);
            // Said once: an outage has more of these than anybody reads.
            if (!Interlocked.Exchange(ref failing, true))
                log.LogError("Webhook deliveries cannot be stored: {Reason}", (broken.InnerException ?? broken).GetType().Name);
            await Task.Delay(FailureDelay, stop);
        }
    }
}
