using Npgsql;
using Switchhook.Calls.Ingestion;
using Wolverine;

namespace Switchhook.Calls.Deliveries;

/// <summary>Interprets all deliveries of the sender's own tenant again that have failed since then.</summary>
public record ReprocessOwnFailedDeliveries(DateTimeOffset Since);

public static class ReprocessOwnFailedDeliveriesHandler
{
    public static async Task Handle(
        ReprocessOwnFailedDeliveries command,
        Envelope envelope,
        NpgsqlDataSource database,
        DeliveryStore store,
        CancellationToken stop
    ) =>
        await store.ReprocessAsync(
            await StoredDeliveries.IdsAsync(
                database,
                "verdict in ('failed', 'too_costly') and received_at >= $1 and tenant_id = $2",
                stop,
                command.Since,
                envelope.TenantId!
            ),
            stop
        );
}
