using Microsoft.Extensions.Logging;
using Npgsql;

namespace Switchhook.Calls.Ingestion;

/// <summary>Stores incoming deliveries, whether from the webhook or from reconciliation. A stored delivery is in the queue.</summary>
public sealed class DeliveryStore(
    GroupCommit commits,
    DeliveryTable deliveries,
    InterpretationPublisher interpretation,
    RejectedDeliveries rejected,
    ILogger<DeliveryStore> log
)
{
    /// <summary>False when it could not be stored in time: the sender has to be told to send it again.</summary>
    public async Task<bool> StoreAsync(Delivery delivery, TimeSpan timeout, CancellationToken stop)
    {
        var pending = new PendingDelivery(delivery);
        if (!commits.TryEnqueue(pending))
            return false;
        try
        {
            if (await pending.Outcome.WaitAsync(timeout, stop) is not { } verdict)
                return false;
            DeliveryMetrics.Count(verdict);
            return true;
        }
        catch (TimeoutException)
        {
            pending.Complete(null);
            return false;
        }
    }

    /// <summary>Of what Retell did not sign, only size and hash are kept, and no more of them than a person could read.</summary>
    public async Task RecordRejectedAsync(Delivery delivery, CancellationToken stop)
    {
        DeliveryMetrics.Count(DeliveryStatus.BadSignature);
        if (!rejected.TryReserve(delivery.ReceivedAt))
            return;
        try
        {
            await deliveries.StoreRejectedAsync(delivery, stop).WaitAsync(TimeSpan.FromMilliseconds(500), stop);
        }
        catch (Exception broken) when (broken is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("A rejected webhook delivery could not be recorded: {Reason}", broken.GetType().Name);
        }
    }

    /// <summary>Has these interpreted once more. How many of them can be: not what is a duplicate, or whose body has gone.</summary>
    public async Task<int> ReprocessAsync(IReadOnlyCollection<Guid> ids, CancellationToken stop)
    {
        var queued = await deliveries.RequeueAsync([.. ids], stop);
        await interpretation.PublishAsync(Lane.All);
        return queued;
    }
}
