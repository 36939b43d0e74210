using Npgsql;
using Switchhook.Calls.Ingestion;
using Wolverine;

namespace Switchhook.Calls.Deliveries;

/// <summary>Interprets deliveries of the sender's own tenant again. Interpreting one twice changes nothing.</summary>
public record ReprocessOwnDeliveries(IReadOnlyList<Guid> Ids);

public static class ReprocessOwnDeliveriesHandler
{
    public static async Task Handle(
        ReprocessOwnDeliveries command,
        Envelope envelope,
        NpgsqlDataSource database,
        DeliveryStore store,
        CancellationToken stop
    ) =>
        await store.ReprocessAsync(
            await StoredDeliveries.IdsAsync(database, "id = any($1) and tenant_id = $2", stop, command.Ids.ToArray(), envelope.TenantId!),
            stop
        );
}
