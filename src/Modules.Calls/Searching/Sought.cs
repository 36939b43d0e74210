using System.Text.RegularExpressions;
using Switchhook.Calls.Reading;

namespace Switchhook.Calls.Searching;

/// <summary>
/// What somebody looks for. Each word has to stand in the call, be it as the beginning of a longer one; words in quotation marks have to stand
/// there exactly so, beside each other; a number may be written as people write it.
/// </summary>
public sealed partial record Sought(string Text, IReadOnlyList<Sought.Term> Terms)
{
    public const int Longest = 100;
    const int MostTerms = 8;

    public static readonly Sought Nothing = new("", []);

    /// <param name="Words">As they are compared.</param>
    /// <param name="Phrase">In quotation marks: the text between them.</param>
    public sealed record Term(IReadOnlyList<string> Words, string? Phrase)
    {
        public bool IsBegunBy(string word) => Words.Any(x => Phrase is null ? word.StartsWith(x, StringComparison.Ordinal) : word == x);
    }

    public bool IsAnything => Terms.Count > 0;

    public static Sought Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Nothing;
        var written = text.Trim();
        if (written.Length > Longest) written = written[..Longest];
        return new(written, [.. Parts().Matches(written).SelectMany(TermsOf).Take(MostTerms)]);
    }

    static IEnumerable<Term> TermsOf(Match part)
    {
        if (part.Groups["number"] is { Success: true, Value: var number } && string.Concat(number.Where(char.IsAsciiDigit)) is { Length: >= 7 } digits)
        {
            yield return new([digits], null);
            yield break;
        }
        var words = Spoken.Words(part.Value).Select(x => WordsOfCalls.Cut(x.Word)).ToList();
        if (part.Groups["phrase"] is { Success: true, Value: var phrase } && words.Count > 0) yield return new(words, phrase);
        else
            foreach (var word in words) yield return new([word], null);
    }

    /// <summary>What is marked in a text: every word that answers to a term.</summary>
    public IEnumerable<Spoken> In(string? text) => IsAnything ? Spoken.Words(text).Where(word => Terms.Any(x => x.IsBegunBy(word.Word))) : [];

    // A number is digits in groups, as in +1 (415) 555-0142.
    [GeneratedRegex("""
        "(?<phrase>[^"]*)"|(?<number>\+?\(?\d[\d\s().-]{2,}\d)(?![^\s"])|[^\s"]+
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Parts();
}
