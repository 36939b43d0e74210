using Npgsql;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Deliveries;

/// <summary>
/// Interprets all deliveries again that have failed since then, of any tenant: sent from pages that only the operator can open.
/// </summary>
public record ReprocessAllFailedDeliveries(DateTimeOffset Since);

public static class ReprocessAllFailedDeliveriesHandler
{
    public static async Task Handle(
        ReprocessAllFailedDeliveries command,
        NpgsqlDataSource database,
        DeliveryStore store,
        CancellationToken stop
    ) =>
        await store.ReprocessAsync(
            await StoredDeliveries.IdsAsync(
                database,
                "verdict in ('failed', 'too_costly') and id >= $1",
                stop,
                TimeOrderedId.From(command.Since)
            ),
            stop
        );
}
