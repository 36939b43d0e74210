namespace Switchhook.Calls.Details;

/// <summary>The player's two tracks, caller above and agent below; a dot for each tool call, a flag for each answer's source.</summary>
/// <param name="Seconds">What the whole width stands for. All places are hundredths of it.</param>
public sealed record PlayerTracks(
    double Seconds,
    IReadOnlyList<PlayerTracks.Bar> Bars,
    IReadOnlyList<PlayerTracks.Dot> Dots,
    IReadOnlyList<PlayerTracks.Flag> Flags
)
{
    /// <summary>As many as can be told apart.</summary>
    const int Slots = 120;
    public const double BarWidth = 100.0 / Slots * .42;

    public sealed record Bar(bool Caller, double X, double Height, double Start);

    public sealed record Dot(double X, string Name, bool Failed, double At);

    public sealed record Flag(double X, string Name, double At);

    /// <summary>Null when Retell sent no times: none are invented.</summary>
    public static PlayerTracks? Of(IReadOnlyList<Turn> turns, long? milliseconds, IReadOnlyList<SourcePosition> marks)
    {
        var spoken = turns
            .Where(x => x.IsSpeech)
            .SelectMany(turn => turn.Words.Select(word => (Caller: turn.Role != "agent", word)))
            .ToList();
        if (spoken.Count == 0)
            return null;
        var seconds = Math.Max(Math.Max(1, milliseconds / 1000.0 ?? 0), spoken.Max(x => x.word.End));
        return new(
            seconds,
            [
                .. new[] { true, false }.SelectMany(caller =>
                    BarsOf(caller, [.. spoken.Where(x => x.Caller == caller).Select(x => x.word)], seconds)
                ),
            ],
            [.. DotsOf(turns, seconds)],
            [.. marks.Where(x => x.At is not null).Select(x => new Flag(PercentOf(x.At!.Value, seconds), x.Field.Name, x.At!.Value))]
        );
    }

    /// <summary>A bar wherever one of these words sounds; a longer word stands a little taller, so that speech looks like speech.</summary>
    static IEnumerable<Bar> BarsOf(bool caller, IReadOnlyList<TimedWord> words, double seconds)
    {
        var slot = seconds / Slots;
        var tall = new double[Slots];
        foreach (var word in words)
            for (var i = (int)(word.Start / slot); i <= Math.Min(Slots - 1, (int)(word.End / slot)); i++)
                tall[i] = Math.Max(tall[i], 3 + Math.Min(10, word.Text.Length) * (i % 2 == 0 ? 1.1 : .8));
        for (var i = 0; i < Slots; i++)
            if (tall[i] > 0)
                yield return new(caller, 100.0 * i / Slots, tall[i], i * slot);
    }

    /// <summary>A tool call without a time of its own happened after what was said before it: there its dot is drawn.</summary>
    static IEnumerable<Dot> DotsOf(IReadOnlyList<Turn> turns, double seconds)
    {
        var reached = 0.0;
        foreach (var turn in turns)
        {
            if (turn.Tool is { } tool)
                yield return new(PercentOf(turn.Start ?? reached, seconds), tool.Name, tool.Succeeded == false, turn.Start ?? reached);
            reached = turn.End ?? reached;
        }
    }

    static double PercentOf(double at, double seconds) => 100 * Math.Min(seconds, at) / seconds;
}
