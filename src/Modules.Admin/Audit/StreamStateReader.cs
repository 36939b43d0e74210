using System.Reflection;
using System.Text.Json.Nodes;
using Marten;
using Switchhook.Contracts;

namespace Switchhook.Admin;

/// <summary>What a stream amounted to after one of its events, folded by the module that owns it.</summary>
public static class StateAfter
{
    static readonly MethodInfo Folding = typeof(StateAfter).GetMethod(nameof(FoldAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <returns>Null before the first event.</returns>
    public static async Task<JsonNode?> ReadAsync(IDocumentStore audit, Replayable kind, Guid owner, string key, long version, CancellationToken stop)
    {
        // Marten takes 0 for "all of them".
        if (version == 0) return null;
        await using var session = audit.QuerySession(owner.ToString());
        var state = await (Task<object?>)Folding.MakeGenericMethod(kind.State).Invoke(null, [session, key, version, stop])!;
        return state is null ? null : JsonNode.Parse(audit.Options.Serializer().ToJson(state));
    }

    static async Task<object?> FoldAsync<T>(IQuerySession session, string key, long version, CancellationToken stop) where T : class =>
        await session.Events.AggregateStreamAsync<T>(key, version, token: stop);
}
