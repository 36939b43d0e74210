using Switchhook.BuildingBlocks.Text;

namespace Switchhook.Calls.Reading;

/// <summary>One word as it is compared (<see cref="Folding"/>), and where it stands in the text.</summary>
public readonly record struct Spoken(string Word, int From, int Length)
{
    public int End => From + Length;

    public static List<Spoken> Words(string? text) => [.. Folding.Words(text).Select(Of)];

    /// <summary>These, and what more they are found by.</summary>
    public static IEnumerable<Spoken> Findable(string? text) => Folding.Words(text).Concat(Folding.Parts(text)).Select(Of);

    static Spoken Of(FoldedWord word) => new(word.Word, word.From, word.Length);
}
