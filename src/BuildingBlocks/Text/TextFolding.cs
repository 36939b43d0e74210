using System.Globalization;
using System.Text;

namespace Switchhook.BuildingBlocks.Text;

/// <summary>
/// Words as they are compared: small letters, without accents and apostrophes, letters that only some alphabets have as their neighbours
/// write them. The same on both sides: where a text is indexed and where somebody asks for it.
/// </summary>
public static class TextFolding
{
    /// <summary>What stands between the words of a folded text, so that each begins and ends with one.</summary>
    public const char Blank = ' ';

    public static string Fold(string word)
    {
        if (Ascii.IsValid(word))
            return (word.AsSpan().ContainsAny('\'', '`') ? string.Concat(word.Where(x => !IsApostrophe(x))) : word).ToLowerInvariant();
        var folded = new StringBuilder(word.Length);
        foreach (var rune in Valid(word).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var small = Rune.ToLowerInvariant(rune);
            if (Spelled(small) is { } spelled)
                folded.Append(spelled);
            else if (IsLetterOrDigit(small))
                folded.Append(small);
        }
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The words in their order, each once: what one looks through for a part of a word or a name.</summary>
    public static string Line(params IEnumerable<string?> texts)
    {
        var line = new StringBuilder().Append(Blank);
        foreach (var text in texts)
        foreach (var run in Runs(text))
            if (Fold(text![run.From..run.End]) is { Length: > 0 } word)
                line.Append(word).Append(Blank);
        return line.ToString();
    }

    /// <summary>The words of a text in their order. Of a script without blanks each two characters that stand together are one.</summary>
    public static IEnumerable<FoldedWord> Words(string? text)
    {
        foreach (var run in Runs(text))
        {
            if (!run.Unspaced)
            {
                if (Fold(text![run.From..run.End]) is { Length: > 0 } word)
                    yield return new(word, run.From, run.End - run.From);
                continue;
            }
            var starts = Characters(text!, run.From, run.End);
            for (var i = 0; i < Math.Max(1, starts.Count - 2); i++)
            {
                var end = starts[Math.Min(i + 2, starts.Count - 1)];
                if (Fold(text![starts[i]..end]) is { Length: > 0 } pair)
                    yield return new(pair, starts[i], end - starts[i]) { Run = run.From };
            }
        }
    }

    /// <summary>
    /// What more a word is found by: what stands behind an apostrophe (Brien in O'Brien), and the last character of a run without blanks.
    /// </summary>
    public static IEnumerable<FoldedWord> Parts(string? text)
    {
        foreach (var run in Runs(text))
        {
            if (run.Unspaced)
            {
                var starts = Characters(text!, run.From, run.End);
                if (starts.Count > 2 && Fold(text![starts[^2]..run.End]) is { Length: > 0 } last)
                    yield return new(last, starts[^2], run.End - starts[^2]);
                continue;
            }
            for (var i = run.From + 1; i < run.End - FewestBehind; i++)
                if (IsApostrophe(text![i]) && Fold(text[(i + 1)..run.End]) is { Length: >= FewestBehind } behind)
                    yield return new(behind, i + 1, run.End - i - 1);
        }
    }

    const int FewestBehind = 3;

    /// <summary>Where words stand. Letters of scripts with blanks and without are never one word.</summary>
    static IEnumerable<(int From, int End, bool Unspaced)> Runs(string? text)
    {
        if (text is null)
            yield break;
        for (var i = 0; i < text.Length; )
        {
            if (At(text, i) is not { } first || !IsLetterOrDigit(first))
            {
                i += At(text, i)?.Utf16SequenceLength ?? 1;
                continue;
            }
            var (from, unspaced) = (i, IsUnspaced(first));
            i += first.Utf16SequenceLength;
            while (i < text.Length && At(text, i) is { } next)
            {
                var goes =
                    IsMark(next)
                    || (IsLetterOrDigit(next) && IsUnspaced(next) == unspaced)
                    || (
                        !unspaced && IsApostrophe(text[i]) && At(text, i + 1) is { } behind && Rune.IsLetter(behind) && !IsUnspaced(behind)
                    );
                if (!goes)
                    break;
                i += next.Utf16SequenceLength;
            }
            yield return (from, i, unspaced);
        }
    }

    /// <summary>Where each character begins, and the end of the last.</summary>
    static List<int> Characters(string text, int from, int end)
    {
        var starts = new List<int>();
        for (var i = from; i < end; )
        {
            var rune = At(text, i)!.Value;
            if (starts.Count == 0 || !IsMark(rune))
                starts.Add(i);
            i += rune.Utf16SequenceLength;
        }
        starts.Add(end);
        return starts;
    }

    static Rune? At(string text, int i) => i < text.Length && Rune.TryGetRuneAt(text, i, out var rune) ? rune : null;

    static string Valid(string word)
    {
        for (var i = 0; i < word.Length; i += At(word, i)!.Value.Utf16SequenceLength)
            if (At(word, i) is null)
                return new([.. word.Where(x => !char.IsSurrogate(x))]);
        return word;
    }

    /// <summary>An apostrophe may be a letter to Unicode; here it never is.</summary>
    static bool IsLetterOrDigit(Rune rune) => Rune.IsLetterOrDigit(rune) && rune.Value is not (0x2BB or 0x2BC or 0x640);

    static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    static bool IsApostrophe(char c) =>
        c is '\'' or '\u2019' or '\u2018' or '\u02bc' or '\u02bb' or '\u2032' or '\uff07' or '`' or '\u00b4';

    /// <summary>Chinese, Japanese, Thai, Lao, Burmese and Khmer are written without blanks.</summary>
    static bool IsUnspaced(Rune rune) =>
        rune.Value
            is (>= 0x2E80 and <= 0x2FDF)
                or (>= 0x3005 and <= 0x3007)
                or (>= 0x3031 and <= 0x30FF)
                or (>= 0x31F0 and <= 0x31FF)
                or (>= 0x3400 and <= 0x4DBF)
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0xFF66 and <= 0xFF9F)
                or (>= 0x20000 and <= 0x3FFFF)
                or (>= 0x0E00 and <= 0x0EFF)
                or (>= 0x1000 and <= 0x109F)
                or (>= 0x1780 and <= 0x17FF);

    /// <summary>Letters that are no other letter with a mark, as people write them who have not got them.</summary>
    static string? Spelled(Rune small) =>
        small.Value switch
        {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'ł' => "l",
            'đ' or 'ð' => "d",
            'þ' => "th",
            'ħ' => "h",
            'ı' => "i",
            'ŋ' => "n",
            'ŧ' => "t",
            'ə' => "e",
            'ς' => "σ",
            _ => null,
        };
}

/// <summary>A word as it is compared, and where it stands in the text.</summary>
public readonly record struct FoldedWord(string Word, int From, int Length)
{
    /// <summary>Where the run of characters without blanks begins that this is a part of; null for a word by itself.</summary>
    public int? Run { get; init; }
}
