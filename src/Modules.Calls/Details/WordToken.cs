using Switchhook.BuildingBlocks.Text;

namespace Switchhook.Calls.Details;

/// <summary>One word as it is compared (<see cref="TextFolding"/>), and where it stands in the text.</summary>
public readonly record struct WordToken(string Word, int From, int Length)
{
    public int End => From + Length;

    public static List<WordToken> Tokenize(string? text) => [.. TextFolding.Words(text).Select(Of)];

    /// <summary>These, and what more they are found by.</summary>
    public static IEnumerable<WordToken> SearchTokens(string? text) => TextFolding.Words(text).Concat(TextFolding.Parts(text)).Select(Of);

    static WordToken Of(FoldedWord word) => new(word.Word, word.From, word.Length);
}
