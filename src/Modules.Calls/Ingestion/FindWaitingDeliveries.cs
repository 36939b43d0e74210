using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Calls.Ingestion;

/// <summary>What other processes stored, or left behind when they died, is found by looking, every two seconds.</summary>
/// <param name="IsFirst">This process has just started.</param>
public record FindWaitingDeliveries(bool IsFirst = false);

public static class FindWaitingDeliveriesHandler
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public static void Configure(HandlerChain chain) => InterpretationQueues.RetryFailures(chain);

    [NonTransactional]
    public static async Task<object> Handle(
        FindWaitingDeliveries message,
        DeliveryTable deliveries,
        InterpretationPublisher interpretation,
        CancellationToken stop
    )
    {
        if (message.IsFirst)
            await deliveries.RequeueOwnedAsync(null, stop);
        await deliveries.AssignDuplicatesAsync(stop);
        await interpretation.PublishAsync(await deliveries.WaitingLanesAsync(stop));
        return new FindWaitingDeliveries().DelayedFor(Interval);
    }
}
