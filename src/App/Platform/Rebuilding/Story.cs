using JasperFx.Events;
using Marten;
using Npgsql;

namespace Switchhook.App.Platform.Rebuilding;

/// <summary>Reads a tenant's events, stream by stream, each from its first.</summary>
public sealed class Story(NpgsqlDataSource worker, DocumentStore store)
{
    readonly Dictionary<string, IEventType> types = ((IReadOnlyStoreOptions)store.Options).Events.AllKnownEventTypes().ToDictionary(x => x.EventTypeName);
    readonly ISerializer serializer = store.Options.Serializer();

    public async IAsyncEnumerable<StreamAction> OfAsync(string tenant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await using var command = worker.CreateCommand("""
            select stream_id, version, seq_id, id, type, timestamp, user_name, causation_id, correlation_id, data
            from events.mt_events where tenant_id = $1 and not is_archived order by stream_id, version
            """);
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue(tenant);
        await using var row = await command.ExecuteReaderAsync(stop);
        var (key, events) = ("", new List<IEvent>());
        while (await row.ReadAsync(stop))
        {
            var next = row.GetString(0);
            if (next != key && events.Count > 0)
            {
                yield return Stream(tenant, key, events);
                events = [];
            }
            key = next;
            events.Add(Read(row, tenant));
        }
        if (events.Count > 0) yield return Stream(tenant, key, events);
    }

    static StreamAction Stream(string tenant, string key, List<IEvent> events)
    {
        var stream = StreamAction.Start(key, [.. events]);
        stream.TenantId = tenant;
        return stream;
    }

    IEvent Read(NpgsqlDataReader row, string tenant)
    {
        if (!types.TryGetValue(row.GetString(4), out var type)) throw new InvalidOperationException($"This build does not know events of the type {row.GetString(4)}: they were written by a newer one.");
        var e = type.Wrap(serializer.FromJson(type.EventType, row, 9));
        (e.StreamKey, e.TenantId, e.Version, e.Sequence, e.Id) = (row.GetString(0), tenant, row.GetInt64(1), row.GetInt64(2), row.GetGuid(3));
        e.Timestamp = row.GetFieldValue<DateTimeOffset>(5);
        (e.UserName, e.CausationId, e.CorrelationId) = (row[6] as string, row[7] as string, row[8] as string);
        return e;
    }
}
