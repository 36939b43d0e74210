using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Switchhook.Calls.Search;

/// <summary>However many calls are told of in a transaction, their words are one statement.</summary>
public sealed class CallSearchProjection : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        if (In(events) is { Count: > 0 } words)
            operations.QueueOperation(new CallSearchIndexWrite(words));
        return Task.CompletedTask;
    }

    public static IReadOnlyCollection<CallSearchEntry> In(IEnumerable<IEvent> events)
    {
        var calls = new Dictionary<(string, string), CallSearchEntry>();
        foreach (var e in events)
        {
            if (e.Data is not CallFacts payload)
                continue;
            var call = (e.TenantId, e.StreamKey!);
            calls[call] = calls.GetValueOrDefault(call, new(e.TenantId, e.StreamKey!)).After(payload);
        }
        return calls.Values;
    }
}
