using Microsoft.Extensions.Logging;
using Npgsql;

namespace Switchhook.Calls.Ingestion;

/// <summary>Where deliveries come in, whoever brings them: what was let in lies on disk, and is in the queue by lying there.</summary>
public sealed class DeliveryStore(GroupCommit commits, DeliveryTable deliveries, PartitionSignals bells, RejectedDeliveries forgeries, ILogger<DeliveryStore> log)
{
    /// <summary>False when it could not be stored in time: then whoever brought it must hear so, and bring it again.</summary>
    public async Task<bool> KeepAsync(Delivery delivery, TimeSpan patience, CancellationToken stop)
    {
        var pending = new PendingDelivery(delivery);
        if (!commits.Take(pending)) return false;
        try
        {
            if (await pending.Outcome.WaitAsync(patience, stop) is not { } verdict) return false;
            DeliveryMetrics.Count(verdict);
            return true;
        }
        catch (TimeoutException)
        {
            pending.Settle(null);
            return false;
        }
    }

    /// <summary>Of what Retell did not sign, only size and hash are kept, and no more of them than a person could read.</summary>
    public async Task RefuseAsync(Delivery delivery, CancellationToken stop)
    {
        DeliveryMetrics.Count(DeliveryStatus.BadSignature);
        if (!forgeries.MayKeepOneMore(delivery.ReceivedAt)) return;
        try { await deliveries.StoreRejectedAsync(delivery, stop).WaitAsync(TimeSpan.FromMilliseconds(500), stop); }
        catch (Exception broken) when (broken is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("A rejected webhook delivery could not be recorded: {Reason}", broken.GetType().Name);
        }
    }

    /// <summary>Has these interpreted once more. How many of them can be: not what is a duplicate, or whose body has gone.</summary>
    public async Task<int> ReprocessAsync(IReadOnlyCollection<Guid> ids, CancellationToken stop)
    {
        var queued = await deliveries.RequeueAsync([.. ids], stop);
        bells.Signal(Partition.All);
        return queued;
    }
}
