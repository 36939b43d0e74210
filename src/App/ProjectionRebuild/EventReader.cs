using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;
using Npgsql;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>Reads a tenant's events.</summary>
public sealed class EventReader(NpgsqlDataSource worker, DocumentStore store)
{
    readonly Dictionary<string, IEventType> types = ((IReadOnlyStoreOptions)store.Options)
        .Events.AllKnownEventTypes()
        .ToDictionary(x => x.EventTypeName);
    readonly ISerializer serializer = store.Options.Serializer();

    /// <summary>Stream by stream, each from its first event.</summary>
    public async IAsyncEnumerable<StreamAction> StreamsAsync(string tenant, [EnumeratorCancellation] CancellationToken stop)
    {
        var (key, events) = ("", new List<IEvent>());
        await foreach (var e in ReadAsync($"{Events} order by stream_id, version", stop, tenant))
        {
            if (e.StreamKey != key && events.Count > 0)
            {
                yield return Stream(tenant, key, events);
                events = [];
            }
            key = e.StreamKey!;
            events.Add(e);
        }
        if (events.Count > 0)
            yield return Stream(tenant, key, events);
    }

    /// <summary>Events of some types, in the order in which they were written.</summary>
    public IAsyncEnumerable<IEvent> InOrderAsync(string tenant, IEnumerable<Type> only, CancellationToken stop) =>
        ReadAsync(
            $"{Events} and type = any($2) order by seq_id",
            stop,
            tenant,
            types.Values.Where(x => only.Contains(x.EventType)).Select(x => x.EventTypeName).ToArray()
        );

    const string Events = """
        select stream_id, version, seq_id, id, type, timestamp, user_name, causation_id, correlation_id, data from events.mt_events
            where tenant_id = $1 and not is_archived
        """;

    async IAsyncEnumerable<IEvent> ReadAsync(string sql, [EnumeratorCancellation] CancellationToken stop, params object[] values)
    {
        await using var command = worker.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
            yield return Read(row, (string)values[0]);
    }

    public static StreamAction Stream(string tenant, string key, params IEnumerable<IEvent> events)
    {
        var stream = StreamAction.Start(key, [.. events]);
        stream.TenantId = tenant;
        // Its events have taken over what it did not have until now.
        foreach (var e in stream.Events)
            e.TenantId = tenant;
        return stream;
    }

    IEvent Read(NpgsqlDataReader row, string tenant)
    {
        if (!types.TryGetValue(row.GetString(4), out var type))
            throw new InvalidOperationException(
                $"This build does not know events of the type {row.GetString(4)}: they were written by a newer one."
            );
        var e = type.Wrap(serializer.FromJson(type.EventType, row, 9));
        (e.StreamKey, e.TenantId, e.Version, e.Sequence, e.Id) = (
            row.GetString(0),
            tenant,
            row.GetInt64(1),
            row.GetInt64(2),
            row.GetGuid(3)
        );
        e.Timestamp = row.GetFieldValue<DateTimeOffset>(5);
        (e.UserName, e.CausationId, e.CorrelationId) = (row[6] as string, row[7] as string, row[8] as string);
        return e;
    }
}
