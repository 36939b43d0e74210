using Switchhook.Calls.Story;

namespace Switchhook.Calls.Reading;

/// <summary>The two lanes of the player: a bar for each piece of speech, the caller above, the agent below, a dot for each thing the agent did.</summary>
public sealed record Lanes(double Seconds, IReadOnlyList<Lanes.Bar> Bars, IReadOnlyList<Lanes.Dot> Dots)
{
    const double Width = 1000;
    const int Most = 400;

    public sealed record Bar(bool Caller, double X, double Width, double Height, double Start);

    public sealed record Dot(double X, string Name, bool Failed);

    /// <summary>Null when Retell sent no times: none are invented.</summary>
    public static Lanes? Of(IReadOnlyList<Turn> turns, long? milliseconds)
    {
        var words = turns.Where(x => x.IsSpeech).SelectMany(turn => turn.Words.Select(word => (Caller: turn.Role != "agent", word))).ToList();
        if (words.Count == 0) return null;
        var seconds = Math.Max(Math.Max(1, milliseconds / 1000.0 ?? 0), words.Max(x => x.word.End));
        var every = (words.Count + Most - 1) / Most;
        var bars = words.Where((_, i) => i % every == 0).Select(x => new Bar(
            x.Caller, Width * x.word.Start / seconds, Math.Max(1.5, Math.Min(5, Width * (x.word.End - x.word.Start) / seconds * .6)), Tall(x.word.Text), x.word.Start));
        return new(seconds, [.. bars], [.. Dotted(turns, seconds)]);
    }

    /// <summary>A tool call without a time of its own happened after what was said before it: there its dot is drawn.</summary>
    static IEnumerable<Dot> Dotted(IReadOnlyList<Turn> turns, double seconds)
    {
        var reached = 0.0;
        foreach (var turn in turns)
        {
            if (turn.Tool is { } tool) yield return new(Width * Math.Min(seconds, turn.Start ?? reached) / seconds, tool.Name, tool.Succeeded == false);
            reached = turn.End ?? reached;
        }
    }

    static double Tall(string word) => 4 + Math.Min(12, word.Length) * 1.1;
}
