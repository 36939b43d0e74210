namespace Switchhook.Model;

/// <summary>
/// What is to be made of a call's deliveries, said a second time and without any of the product's code, storage or JSON. Each field by
/// itself:
/// what was told at the later stage of the call (started, ended, analysed) is right, and of one stage what was told last, whenever it
/// comes.
/// What a delivery does not say stays as it was. A delivery that only repeats what is known is not remembered.
/// </summary>
public sealed class CallModel
{
    const int Started = 1,
        Ended = 2,
        Analyzed = 3;

    readonly Dictionary<string, (object Value, (int Stage, long SignedAt) By)> known = [];
    readonly HashSet<int> stages = [];
    readonly SortedSet<string> transfers = new(StringComparer.Ordinal);

    public static ExpectedView Of(IEnumerable<ModelDelivery> inThisOrder)
    {
        var call = new CallModel();
        foreach (var telling in inThisOrder)
            call.Apply(telling);
        return call.Shown;
    }

    /// <summary>
    /// Everything that some order of the same deliveries could come to, where it is not known which of them was signed first.
    /// </summary>
    public static IReadOnlySet<ExpectedView> OfAnyOrder(IReadOnlyList<ModelDelivery> told) =>
        Orders(told).Select(order => Of(order.Select((x, i) => x with { SignedAt = i }))).ToHashSet();

    public bool Over => stages.Contains(Ended) || stages.Contains(Analyzed);

    public void Apply(ModelDelivery telling)
    {
        var stage = telling.Event switch
        {
            "call_ended" => Ended,
            "call_analyzed" => Analyzed,
            _ => Started,
        };
        // Whatever is said in a call that is over does not begin it again; its call_started, come late, is still its first.
        var first = stage == Started ? !stages.Contains(Started) && (telling.Event == "call_started" || !Over) : !stages.Contains(stage);
        var by = (stage, telling.SignedAt);
        var told = Fields(telling, stage)
            .Where(x => x.Value is not null and not "")
            .Where(x => !known.TryGetValue(x.Name, out var before) || by.CompareTo(before.By) > 0)
            .ToList();
        if (first || told.Any(x => !known.TryGetValue(x.Name, out var before) || !before.Value.Equals(x.Value)))
            foreach (var (name, value) in told)
                known[name] = (value!, by);
        if (first)
            stages.Add(stage);
        if (telling.TransferStep is { } step)
            transfers.Add($"{step} {telling.TransferTo}");
    }

    static IEnumerable<(string Name, object? Value)> Fields(ModelDelivery telling, int stage)
    {
        yield return ("agent", telling.AgentId);
        yield return ("from", telling.From);
        yield return ("to", telling.To);
        yield return ("started", telling.StartedAt);
        yield return ("recording", telling.Recording);
        yield return ("cents", telling.Cents);
        yield return ("response", telling.Response);
        if (stage == Started)
            yield break;
        yield return ("ended", telling.EndedAt);
        yield return ("reason", telling.Reason);
        yield return ("length", telling.Milliseconds);
        yield return ("said", telling.Said);
        if (stage == Ended)
            yield break;
        yield return ("summary", telling.Summary);
        // That Retell cannot tell says nothing.
        yield return ("sentiment", telling.Sentiment is "Unknown" ? null : telling.Sentiment);
    }

    public ExpectedView Shown =>
        new(
            Over,
            The<string>("agent"),
            The<string>("from"),
            The<string>("to"),
            The<long?>("started"),
            The<long?>("ended"),
            The<string>("reason"),
            The<long?>("length"),
            The<string>("said"),
            The<string>("recording"),
            The<decimal?>("cents"),
            The<int?>("response"),
            stages.Contains(Analyzed) ? The<string>("summary") ?? "" : null,
            stages.Contains(Analyzed) ? The<string>("sentiment") ?? "Unknown" : null,
            string.Join(", ", transfers)
        );

    T? The<T>(string what) => known.TryGetValue(what, out var it) ? (T)it.Value : default;

    static IEnumerable<IReadOnlyList<ModelDelivery>> Orders(IReadOnlyList<ModelDelivery> told) =>
        told.Count <= 1
            ? [told]
            : from i in Enumerable.Range(0, told.Count)
            from rest in Orders([.. told.Take(i), .. told.Skip(i + 1)])
            select (IReadOnlyList<ModelDelivery>)[told[i], .. rest];
}
