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
        for (var i = 0; Next(text, ref i) is var from and >= 0;)
            if (Plain(text[from..i]) is { Length: > 0 } plain) words.Add(new(plain, from, i - from));
        return words;
    }

    /// <summary>Each of the words once, at most so long, between blanks.</summary>
    public static string Line(IEnumerable<string?> texts, int longest)
    {
        var (line, known) = (new StringBuilder(" "), new HashSet<string>(StringComparer.Ordinal));
        var seen = known.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> small = stackalloc char[longest];
        foreach (var text in texts)
            for (var i = 0; text is not null && Next(text, ref i) is var from and >= 0;)
            {
                // Most words are such that nothing has to be made of them but small letters.
                var word = text.AsSpan(from, i - from);
                ReadOnlySpan<char> plain = word.Length <= longest && Ascii.ToLower(word, small, out _) == System.Buffers.OperationStatus.Done && !word.Contains('\'') ? small[..word.Length] : Plain(text[from..i]);
                if (plain.Length > longest) plain = plain[..longest];
                if (!plain.IsEmpty && seen.Add(plain)) line.Append(plain).Append(' ');
            }
        return line.ToString();
    }

    /// <summary>Where the next word begins, and after it the end of it; less than nothing when there is none.</summary>
    static int Next(string text, ref int i)
    {
        while (i < text.Length && !char.IsLetterOrDigit(text[i])) i++;
        if (i == text.Length) return -1;
        var from = i;
        while (i < text.Length && (IsOfWord(text[i]) || (IsApostrophe(text[i]) && i + 1 < text.Length && char.IsLetter(text[i + 1])))) i++;
        return from;
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
