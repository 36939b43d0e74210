using Npgsql;
using Switchhook.Calls.Intake;
using Wolverine;

namespace Switchhook.Calls.Watching;

/// <summary>An owner wants deliveries of their own to be understood once more. What is understood already changes nothing.</summary>
public record ReprocessOwn(IReadOnlyList<Guid> Ids);

/// <summary>All of the owner's that failed since then.</summary>
public record ReprocessOwnFailed(DateTimeOffset Since);

/// <summary>The same for anybody's: sent from pages that only the operator can open.</summary>
public record ReprocessAny(IReadOnlyList<Guid> Ids);

public record ReprocessAllFailed(DateTimeOffset Since);

public static class ReprocessDeliveriesHandler
{
    const string Again = "update calls.deliveries set verdict = 'accepted', reason = null where call_id is not null and event is not null and body is not null and verdict in ('applied', 'failed', 'unknown_agent')";

    public static Task<OutgoingMessages> Handle(ReprocessOwn command, Envelope envelope, NpgsqlDataSource database, CancellationToken stop) =>
        QueueAsync(database, $"{Again} and id = any($1) and tenant_id = $2 returning id", stop, command.Ids.ToArray(), envelope.TenantId!);

    public static Task<OutgoingMessages> Handle(ReprocessOwnFailed command, Envelope envelope, NpgsqlDataSource database, CancellationToken stop) =>
        QueueAsync(database, $"{Again} and verdict = 'failed' and received_at >= $1 and tenant_id = $2 returning id", stop, command.Since, envelope.TenantId!);

    public static Task<OutgoingMessages> Handle(ReprocessAny command, NpgsqlDataSource database, CancellationToken stop) =>
        QueueAsync(database, $"{Again} and id = any($1) returning id", stop, [command.Ids.ToArray()]);

    public static Task<OutgoingMessages> Handle(ReprocessAllFailed command, NpgsqlDataSource database, CancellationToken stop) =>
        QueueAsync(database, $"{Again} and verdict = 'failed' and id >= $1 returning id", stop, TimeId.From(command.Since));

    static async Task<OutgoingMessages> QueueAsync(NpgsqlDataSource database, string sql, CancellationToken stop, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        await using var rows = await command.ExecuteReaderAsync(stop);
        var next = new OutgoingMessages();
        while (await rows.ReadAsync(stop)) next.Add(new InterpretDelivery(rows.GetGuid(0)));
        return next;
    }
}
