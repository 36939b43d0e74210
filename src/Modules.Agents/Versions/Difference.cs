namespace Switchhook.Agents.Versions;

/// <summary>One thing about an agent that is not the same in two versions.</summary>
public sealed class Difference(string label, Func<WordComparison> compare)
{
    // Lists of versions name what differs and never look at the words.
    readonly Lazy<WordComparison> comparison = new(compare);

    public Difference(string label, IReadOnlyList<DiffPiece> pieces)
        : this(label, () => new WordComparison(pieces, Rewritten: false)) { }

    public string Label => label;

    public IReadOnlyList<DiffPiece> Pieces => comparison.Value.Pieces;

    /// <summary>Too much changed to compare word by word.</summary>
    public bool IsRewritten => comparison.Value.Rewritten;

    public static IReadOnlyList<Difference> Between(AgentSettings before, AgentSettings after)
    {
        var whole = before.IsWholePrompt != after.IsWholePrompt;
        return
        [
            .. new[]
            {
                Words("Name", before.Name, after.Name),
                Words("Prompt", whole ? before.FullPrompt : before.Brief, whole ? after.FullPrompt : after.Brief),
                before.Greeting is "" || after.Greeting is ""
                    ? before.GreetingInWords == after.GreetingInWords
                        ? null
                        : Whole("Greeting", before.GreetingInWords, after.GreetingInWords)
                    : Words("Greeting", before.Greeting, after.Greeting),
                before.VoiceId == after.VoiceId ? null : Whole("Voice", before.VoiceName, after.VoiceName),
                before.MaxCallMinutes == after.MaxCallMinutes
                    ? null
                    : Whole("Longest call", Minutes(before.MaxCallMinutes), Minutes(after.MaxCallMinutes)),
            }.OfType<Difference>(),
        ];
    }

    public static string Minutes(int minutes) => minutes == 1 ? "1 minute" : $"{minutes} minutes";

    static Difference? Words(string label, string before, string after) =>
        before == after ? null : new(label, () => WordDiff.Compare(before, after));

    static Difference Whole(string label, string before, string after) =>
        new(label, [new(DiffChange.Removed, before), new(DiffChange.Added, after)]);
}

public record DiffPiece(DiffChange Change, string Text);

public enum DiffChange
{
    Kept,
    Removed,
    Added,
}
