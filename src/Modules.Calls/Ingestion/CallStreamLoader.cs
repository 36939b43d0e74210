using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Switchhook.Calls.Ingestion;

/// <summary>Many calls of many tenants in one question: their streams, folded.</summary>
public sealed class CallStreamLoader(IDocumentStore store)
{
    static readonly Type[] Kinds =
    [
        typeof(CallStarted),
        typeof(CallTransferred),
        typeof(CallEnded),
        typeof(CallAnalyzed),
        typeof(CallReanalyzed),
        typeof(CallSupplemented),
    ];

    readonly Dictionary<string, Type> kinds = store
        .Options.Events.AllKnownEventTypes()
        .Where(x => Kinds.Contains(x.EventType))
        .ToDictionary(x => x.EventTypeName, x => x.EventType);

    public async Task<IReadOnlyDictionary<CallKey, LoadedCall>> ReadAsync(
        NpgsqlConnection transaction,
        IReadOnlyCollection<CallKey> calls,
        CancellationToken stop
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select e.tenant_id, e.stream_id, e.version, e.type, e.data
            from unnest($1, $2) c (tenant_id, stream_id) join events.mt_events e on e.tenant_id = c.tenant_id and e.stream_id = c.stream_id
            order by e.tenant_id, e.stream_id, e.version
            """,
            transaction
        );
        command.Parameters.Add(
            new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = calls.Select(x => x.Tenant).ToArray() }
        );
        command.Parameters.Add(
            new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = calls.Select(x => Call.Key(x.CallId)).ToArray() }
        );
        var found = new Dictionary<CallKey, LoadedCall>();
        var serializer = store.Options.Serializer();
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            var call = new CallKey(row.GetString(0), row.GetString(1)["call/".Length..]);
            var known = found.TryGetValue(call, out var file) && file.Call is { } before ? before : new Call();
            found[call] = new(
                kinds.TryGetValue(row.GetString(3), out var kind) ? known.WithEvent(serializer.FromJson(kind, row, 4)) : known,
                row.GetInt64(2)
            );
        }
        return found;
    }
}

public readonly record struct CallKey(string Tenant, string CallId);

/// <summary>A call as its stream has it, and how long that is.</summary>
public sealed record LoadedCall(Call? Call, long Version);
