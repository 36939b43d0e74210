using Switchhook.Calls.Details;

namespace Switchhook.Calls.Search;

/// <summary>
/// A number is found by any of its digits that stand together: every ending of it is a word, and a search asks how words begin.
/// </summary>
public static class CallerNumberTerms
{
    const int Fewest = 3;

    public static string[] Of(string caller)
    {
        var digits = string.Concat(caller.Where(char.IsAsciiDigit));
        if (caller[0] != '+' || digits.Length is < 7 or > 15)
            return [.. WordToken.Tokenize(caller).Select(x => CallSearchIndex.Cut(x.Word)).Distinct(StringComparer.Ordinal)];
        return [.. Enumerable.Range(0, digits.Length - Fewest + 1).Select(i => digits[i..]).Distinct(StringComparer.Ordinal)];
    }
}
