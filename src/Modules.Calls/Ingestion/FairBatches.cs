namespace Switchhook.Calls.Ingestion;

/// <summary>
/// The order and the transactions in which a worker applies what it took from the queue: owners with few deliveries go first, and a
/// call with much in it goes alone and last, so that one owner's large bodies delay nobody else's calls.
/// </summary>
/// <param name="Light">Transactions, in turn.</param>
/// <param name="Heavy">Calls that each need a transaction of their own.</param>
public sealed record FairBatches(IReadOnlyList<IReadOnlyList<WaitingDelivery>> Light, IReadOnlyList<IReadOnlyList<WaitingDelivery>> Heavy)
{
    public const int HeavyBytes = 128 * 1024,
        BytesAtOnce = 1024 * 1024;

    public static FairBatches Of(IReadOnlyList<WaitingDelivery> waiting)
    {
        var calls = new Dictionary<(string?, string), (long Before, List<WaitingDelivery> Rows)>();
        var ahead = new Dictionary<string, long>();
        foreach (var delivery in waiting)
        {
            var before = ahead.GetValueOrDefault(delivery.Share);
            ahead[delivery.Share] = before + delivery.Size;
            if (!calls.TryGetValue((delivery.Tenant, delivery.CallId), out var call))
                calls[(delivery.Tenant, delivery.CallId)] = call = (before, []);
            call.Rows.Add(delivery);
        }
        var inTurn = calls.Values.OrderBy(x => x.Before).Select(x => x.Rows).ToList();
        return new([.. AtOnce(inTurn.Where(x => !IsHeavy(x)))], [.. inTurn.Where(IsHeavy)]);
    }

    /// <summary>So much came that there may be more.</summary>
    public bool IsCutShort => Light.Sum(x => x.Sum(y => (long)y.Size)) >= DeliveryQueue.LeastShareBytes;

    /// <summary>Owners with such calls take turns: the next one after whoever was served last.</summary>
    public IReadOnlyList<WaitingDelivery>? NextHeavy(string served) =>
        Heavy.Where(x => string.CompareOrdinal(x[0].Share, served) > 0).MinBy(x => x[0].Share, StringComparer.Ordinal)
        ?? Heavy.MinBy(x => x[0].Share, StringComparer.Ordinal);

    static bool IsHeavy(List<WaitingDelivery> call) => call.Sum(x => (long)x.Size) > HeavyBytes;

    static IEnumerable<IReadOnlyList<WaitingDelivery>> AtOnce(IEnumerable<List<WaitingDelivery>> calls)
    {
        var (together, bytes) = (new List<WaitingDelivery>(), 0L);
        foreach (var call in calls)
        {
            if (bytes > BytesAtOnce)
            {
                yield return together;
                (together, bytes) = ([], 0);
            }
            together.AddRange(call);
            bytes += call.Sum(x => (long)x.Size);
        }
        if (together.Count > 0)
            yield return together;
    }
}
