namespace Switchhook.Calls.Ingestion;

/// <summary>Two parts of what waits, calls kept whole while there are several, and each call's deliveries in their order.</summary>
public static class BatchSplit
{
    public static IReadOnlyList<IReadOnlyList<WaitingDelivery>> Of(IReadOnlyList<WaitingDelivery> waiting)
    {
        var calls = waiting.GroupBy(x => x.CallId).ToList();
        return calls.Count > 1
            ?
            [
                [.. calls.Take(calls.Count / 2).SelectMany(x => x)],
                [.. calls.Skip(calls.Count / 2).SelectMany(x => x)],
            ]
            :
            [
                [.. waiting.Take(waiting.Count / 2)],
                [.. waiting.Skip(waiting.Count / 2)],
            ];
    }
}
