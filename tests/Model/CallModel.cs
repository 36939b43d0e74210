namespace Switchhook.Model;

/// <summary>
/// What is to be made of a call's deliveries, said a second time and without any of the product's code, storage or JSON: whoever told
/// something last in the call's own order (started, ended, analysed) is right; what comes again or late only fills gaps.
/// </summary>
public sealed class CallModel
{
    const int Started = 1, Ended = 2, Analyzed = 3;

    readonly Dictionary<string, (object Value, int Stage)> known = [];
    readonly HashSet<int> heard = [];
    readonly SortedSet<string> transfers = new(StringComparer.Ordinal);

    public static Shown Of(IEnumerable<Telling> inThisOrder)
    {
        var call = new CallModel();
        foreach (var telling in inThisOrder) call.Hear(telling);
        return call.Shown;
    }

    /// <summary>Everything that some order of the same deliveries could come to.</summary>
    public static IReadOnlySet<Shown> OfAnyOrder(IReadOnlyList<Telling> told) => Orders(told).Select(Of).ToHashSet();

    public bool Over => heard.Contains(Ended) || heard.Contains(Analyzed);

    public void Hear(Telling telling)
    {
        var stage = telling.Event switch { "call_ended" => Ended, "call_analyzed" => Analyzed, _ => Started };
        // Whatever is said in a call that is over does not begin it anew; its call_started, come late, is still its first.
        var first = stage == Started ? !heard.Contains(Started) && (telling.Event == "call_started" || !Over) : !heard.Contains(stage);
        if (first) heard.Add(stage);

        Learn("parties", new Parties(telling.AgentId, telling.From, telling.To));
        Learn("started", telling.StartedAt);
        if (stage != Started && (telling.EndedAt is not null || telling.Reason is not null)) Learn("ending", new Ending(telling.EndedAt, telling.Reason, telling.Milliseconds));
        if (stage != Started) Learn("said", telling.Said);
        Learn("recording", telling.Recording);
        Learn("cents", telling.Cents);
        Learn("response", telling.Response);
        if (stage == Analyzed && first) known["analysis"] = (new Analysis(telling.Summary ?? "", telling.Sentiment ?? "Unknown"), stage);
        if (telling.TransferStep is { } step) transfers.Add($"{step} {telling.TransferTo}");

        void Learn(string what, object? value)
        {
            if (value is null) return;
            if (!known.TryGetValue(what, out var before) || (first && stage >= before.Stage)) known[what] = (value, stage);
        }
    }

    public Shown Shown => new(
        Over, The<Parties>("parties")?.Agent, The<Parties>("parties")?.From, The<Parties>("parties")?.To, The<long?>("started"),
        The<Ending>("ending")?.At, The<Ending>("ending")?.Reason, The<Ending>("ending")?.Milliseconds, The<string>("said"), The<string>("recording"),
        The<decimal?>("cents"), The<int?>("response"), The<Analysis>("analysis")?.Summary, The<Analysis>("analysis")?.Sentiment, string.Join(", ", transfers));

    T? The<T>(string what) => known.TryGetValue(what, out var it) ? (T)it.Value : default;

    static IEnumerable<IReadOnlyList<Telling>> Orders(IReadOnlyList<Telling> told) => told.Count <= 1 ? [told] :
        from i in Enumerable.Range(0, told.Count)
        from rest in Orders([.. told.Take(i), .. told.Skip(i + 1)])
        select (IReadOnlyList<Telling>)[told[i], .. rest];

    sealed record Parties(string Agent, string? From, string? To);

    sealed record Ending(long? At, string? Reason, long? Milliseconds);

    sealed record Analysis(string Summary, string Sentiment);
}
