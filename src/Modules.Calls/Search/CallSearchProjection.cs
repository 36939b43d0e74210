using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Switchhook.Calls.Story;

namespace Switchhook.Calls.Searching;

/// <summary>However many calls are told of in a transaction, their words are one statement.</summary>
public sealed class WordsOfCallsProjection : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        if (In(events) is { Count: > 0 } words) operations.QueueOperation(new KeepWords(words));
        return Task.CompletedTask;
    }

    public static IReadOnlyCollection<WordsOfCall> In(IEnumerable<IEvent> events)
    {
        var calls = new Dictionary<(string, string), WordsOfCall>();
        foreach (var e in events)
        {
            if (e.Data is not Told told) continue;
            var call = (e.TenantId, e.StreamKey!);
            calls[call] = calls.GetValueOrDefault(call, new(e.TenantId, e.StreamKey!)).After(told);
        }
        return calls.Values;
    }
}
