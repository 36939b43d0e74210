using System.Text.RegularExpressions;
using Switchhook.BuildingBlocks.Text;
using Switchhook.Calls.Details;

namespace Switchhook.Calls.Search;

/// <summary>
/// What somebody looks for. Each word has to stand in the call, be it as the beginning of a longer one; words in quotation marks have to
/// stand there exactly so, beside each other; a number may be written as people write it.
/// </summary>
public sealed partial record SearchQuery(string Text, IReadOnlyList<SearchQuery.Term> Terms)
{
    public const int Longest = 100;
    const int MostTerms = 8;

    public static readonly SearchQuery Empty = new("", []);

    /// <param name="Words">As they are compared.</param>
    /// <param name="IsPhrase">They stand beside each other, and each as it is.</param>
    public sealed record Term(IReadOnlyList<string> Words, bool IsPhrase)
    {
        public bool IsBegunBy(string word) => Words.Any(x => IsPhrase ? word == x : word.StartsWith(x, StringComparison.Ordinal));
    }

    /// <summary>What stands in the words of a call in their order.</summary>
    public IEnumerable<string> Phrases => Terms.Where(x => x.IsPhrase && x.Words.Count > 1).Select(x => $" {string.Join(' ', x.Words)} ");

    public bool HasTerms => Terms.Count > 0;

    public static SearchQuery Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Empty;
        var written = text.Trim();
        if (written.Length > Longest)
            written = written[..Longest];
        return new(written, [.. Parts().Matches(written).SelectMany(TermsOf).Take(MostTerms)]);
    }

    static IEnumerable<Term> TermsOf(Match part)
    {
        if (
            part.Groups["number"] is { Success: true, Value: var number }
            && string.Concat(number.Where(char.IsAsciiDigit)) is { Length: >= 7 } digits
        )
        {
            yield return new([digits], false);
            yield break;
        }
        var words = TextFolding.Words(part.Value).Select(x => x with { Word = CallSearchIndex.Cut(x.Word) }).ToList();
        if (part.Groups["phrase"].Success && words.Count > 0)
            yield return new([.. words.Select(x => x.Word)], true);
        else
            foreach (var run in words.GroupBy(x => x.Run ?? -1 - x.From))
                yield return new([.. run.Select(x => x.Word)], IsPhrase: run.Count() > 1);
    }

    /// <summary>What is marked in a text: every word that answers to a term.</summary>
    public IEnumerable<WordToken> In(string? text) =>
        HasTerms ? WordToken.SearchTokens(text).Where(word => Terms.Any(x => x.IsBegunBy(word.Word))) : [];

    // A number is digits in groups, as in +1 (415) 555-0142.
    [GeneratedRegex(
        """
            "(?<phrase>[^"]*)"|(?<number>\+?\(?\d[\d\s().-]{2,}\d)(?![^\s"])|[^\s"]+
            """,
        RegexOptions.IgnorePatternWhitespace
    )]
    private static partial Regex Parts();
}
