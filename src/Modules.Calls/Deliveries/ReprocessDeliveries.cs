using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Deliveries;

/// <summary>
/// Interprets deliveries of any tenant again: sent from pages that only the operator can open. Interpreting one twice changes nothing.
/// </summary>
public record ReprocessDeliveries(IReadOnlyList<Guid> Ids);

public static class ReprocessDeliveriesHandler
{
    public static Task Handle(ReprocessDeliveries command, DeliveryStore store, CancellationToken stop) =>
        store.ReprocessAsync(command.Ids, stop);
}
