using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// Raw bodies are evidence for a while, then they go; that they came, and what became of them, stays. Goes through them in the order in
/// which they came, a few at a time: their ids are in that order.
/// </summary>
public sealed class BodyRetention(DeliveryTable deliveries, BodyRetentionPeriod keep, TimeProvider time, ILogger<BodyRetention> log)
    : BackgroundService
{
    static readonly TimeSpan First = TimeSpan.FromMinutes(1),
        Every = TimeSpan.FromHours(1),
        BatchDelay = TimeSpan.FromMilliseconds(100);
    Guid reached = Guid.Empty;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        for (var pause = First; !stop.IsCancellationRequested; pause = Every)
            try
            {
                await Task.Delay(pause, time, stop);
                while (await DeleteExpiredAsync(stop) > 0)
                    await Task.Delay(BatchDelay, time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            // What is not caught here would end the site.
            catch (Exception broken)
            {
                log.LogWarning("Deleting expired webhook bodies failed: {Reason}; retrying later", DatabaseErrors.Reason(broken));
            }
    }

    /// <summary>How many have gone; none when all that is old enough has.</summary>
    public async Task<int> DeleteExpiredAsync(CancellationToken stop)
    {
        var (forgotten, last) = await deliveries.DeleteBodiesAsync(reached, time.GetUtcNow() - keep.For, stop);
        reached = last ?? reached;
        return forgotten;
    }
}

/// <summary>Webhooks__KeepBodies, in days.</summary>
public sealed record BodyRetentionPeriod(TimeSpan For);
