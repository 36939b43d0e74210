using System.Globalization;
using System.Text;

namespace Switchhook.Calls.Reading;

/// <summary>One word as it is compared: in small letters, without accents and apostrophes, and where it stands in the text.</summary>
public readonly record struct Spoken(string Word, int From, int Length)
{
    public int End => From + Length;

    public static List<Spoken> Words(string? text)
    {
        var words = new List<Spoken>();
        if (text is null) return words;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i])) { i++; continue; }
            var from = i;
            while (i < text.Length && (IsOfWord(text[i]) || (IsApostrophe(text[i]) && i + 1 < text.Length && char.IsLetter(text[i + 1])))) i++;
            if (Plain(text[from..i]) is { Length: > 0 } plain) words.Add(new(plain, from, i - from));
        }
        return words;
    }

    static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    static bool IsApostrophe(char c) => c is '\'' or '’';

    static string Plain(string word)
    {
        if (Ascii.IsValid(word)) return (word.Contains('\'') ? word.Replace("'", "", StringComparison.Ordinal) : word).ToLowerInvariant();
        var plain = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(c)) plain.Append(char.ToLowerInvariant(c));
        return plain.ToString().Normalize(NormalizationForm.FormC);
    }
}
