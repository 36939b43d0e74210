using System.Reflection;
using System.Text.Json.Nodes;
using Marten;
using Switchhook.Contracts;

namespace Switchhook.Admin.Audit;

/// <summary>What a stream amounted to after one of its events, folded by the module that owns it.</summary>
public static class StreamStateReader
{
    static readonly MethodInfo ReplayMethod = typeof(StreamStateReader).GetMethod(
        nameof(ReplayAsync),
        BindingFlags.Static | BindingFlags.NonPublic
    )!;

    /// <returns>Null before the first event.</returns>
    public static async Task<JsonNode?> ReadAsync(
        IDocumentStore audit,
        AuditedStream kind,
        Guid owner,
        string key,
        long version,
        CancellationToken stop
    )
    {
        // Marten takes 0 for "all of them".
        if (version == 0)
            return null;
        await using var session = audit.QuerySession(owner.ToString());
        var state = await (Task<object?>)ReplayMethod.MakeGenericMethod(kind.State).Invoke(null, [session, key, version, stop])!;
        return state is null ? null : JsonNode.Parse(audit.Options.Serializer().ToJson(state));
    }

    static async Task<object?> ReplayAsync<T>(IQuerySession session, string key, long version, CancellationToken stop)
        where T : class => await session.Events.AggregateStreamAsync<T>(key, version, token: stop);
}
