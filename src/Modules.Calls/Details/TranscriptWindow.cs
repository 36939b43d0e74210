using System.Globalization;

namespace Switchhook.Calls.Details;

/// <summary>Which part of a transcript is asked for: the one that holds a turn, the one from a turn on, or the one before a turn.</summary>
public readonly record struct TranscriptRange(int? Turn, int? From, int? Before)
{
    public static readonly TranscriptRange Any = new(null, null, null);

    public string Query =>
        (Turn, From, Before) switch
        {
            (_, { } from, _) => string.Create(CultureInfo.InvariantCulture, $"&from={from}"),
            (_, _, { } before) => string.Create(CultureInfo.InvariantCulture, $"&before={before}"),
            ({ } turn, _, _) => string.Create(CultureInfo.InvariantCulture, $"&turn={turn}"),
            _ => "",
        };
}

/// <summary>The turns of a call that a page shows at once: a long call is sent in parts.</summary>
/// <param name="To">The first that is not among them.</param>
/// <param name="Earlier">Whether the part says that there are earlier ones: not where it is put before what is shown already.</param>
public readonly record struct TranscriptWindow(int From, int To, bool Earlier, bool Later)
{
    const int Most = 100,
        MostCharacters = 20_000;

    public static TranscriptWindow Of(IReadOnlyList<Turn> turns, TranscriptRange asked, int otherwise)
    {
        var (from, to) = asked switch
        {
            { From: { } start } when start >= 0 && start < turns.Count => (start, Forward(turns, start)),
            { Before: { } end } when end > 0 && end <= turns.Count => (Backward(turns, end), end),
            _ => Around(turns, Math.Clamp(otherwise, 0, Math.Max(0, turns.Count - 1))),
        };
        return new(from, to, from > 0, to < turns.Count);
    }

    /// <summary>Some of what stands before it comes along.</summary>
    static (int From, int To) Around(IReadOnlyList<Turn> turns, int turn)
    {
        var from = turn < Most / 2 ? 0 : turn - Most / 4;
        while (Length(turns, from, turn) > MostCharacters / 2 && from < turn)
            from++;
        var to = Forward(turns, from);
        return to == turns.Count ? (Math.Min(from, Backward(turns, to)), to) : (from, to);
    }

    static int Forward(IReadOnlyList<Turn> turns, int from)
    {
        var (to, characters) = (from, 0);
        while (to < turns.Count && (to == from || (to - from < Most && characters + Length(turns[to]) <= MostCharacters)))
            characters += Length(turns[to++]);
        return to;
    }

    static int Backward(IReadOnlyList<Turn> turns, int to)
    {
        var (from, characters) = (to, 0);
        while (from > 0 && (from == to || (to - from < Most && characters + Length(turns[from - 1]) <= MostCharacters)))
            characters += Length(turns[--from]);
        return from;
    }

    static int Length(IReadOnlyList<Turn> turns, int from, int to) => Enumerable.Range(from, to - from).Sum(i => Length(turns[i]));

    static int Length(Turn turn) => turn.Text.Length + (turn.Tool is { } tool ? tool.Arguments.Length + (tool.Result?.Length ?? 0) : 0);
}
