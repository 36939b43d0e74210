using Npgsql;
using Switchhook.Calls.Ingestion;
using Wolverine;

namespace Switchhook.Calls.Deliveries;

/// <summary>An owner wants deliveries of their own to be understood once more. What is understood already changes nothing.</summary>
public record ReprocessOwn(IReadOnlyList<Guid> Ids);

/// <summary>All of the owner's that failed since then.</summary>
public record ReprocessOwnFailed(DateTimeOffset Since);

/// <summary>The same for anybody's: sent from pages that only the operator can open.</summary>
public record ReprocessAny(IReadOnlyList<Guid> Ids);

public record ReprocessAllFailed(DateTimeOffset Since);

public static class ReprocessDeliveriesHandler
{
    public static Task Handle(ReprocessOwn command, Envelope envelope, NpgsqlDataSource database, DeliveryStore door, CancellationToken stop) =>
        QueueAsync(database, door, "id = any($1) and tenant_id = $2", stop, command.Ids.ToArray(), envelope.TenantId!);

    public static Task Handle(ReprocessOwnFailed command, Envelope envelope, NpgsqlDataSource database, DeliveryStore door, CancellationToken stop) =>
        QueueAsync(database, door, "verdict in ('failed', 'too_costly') and received_at >= $1 and tenant_id = $2", stop, command.Since, envelope.TenantId!);

    public static Task Handle(ReprocessAny command, DeliveryStore door, CancellationToken stop) => door.ReprocessAsync(command.Ids, stop);

    public static Task Handle(ReprocessAllFailed command, NpgsqlDataSource database, DeliveryStore door, CancellationToken stop) =>
        QueueAsync(database, door, "verdict in ('failed', 'too_costly') and id >= $1", stop, TimeOrderedId.From(command.Since));

    static async Task QueueAsync(NpgsqlDataSource database, DeliveryStore door, string which, CancellationToken stop, params object[] values)
    {
        await using var command = database.CreateCommand($"select id from calls.deliveries where {which}");
        foreach (var value in values) command.Parameters.AddWithValue(value);
        var ids = new List<Guid>();
        await using (var rows = await command.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) ids.Add(rows.GetGuid(0));
        await door.ReprocessAsync(ids, stop);
    }
}
