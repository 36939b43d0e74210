using System.Buffers;

namespace Switchhook.Contracts;

/// <summary>
/// A line of RFC 4180, with one thing more: a cell that a spreadsheet would take for a formula begins with an apostrophe, which
/// spreadsheets
/// do not show. Callers choose the words in these cells.
/// </summary>
public static class Csv
{
    static readonly SearchValues<char> Breaking = SearchValues.Create(",\"\r\n;\t");
    const string Formulas = "=+-@\t\r＝＋－＠",
        Blanks = " \n\u00a0\ufeff";

    public static string Row(IEnumerable<string?> cells, CsvAudience reader = CsvAudience.Spreadsheets) =>
        string.Join(',', cells.Select(x => Cell(x, reader))) + "\r\n";

    public static string Cell(string? value, CsvAudience reader = CsvAudience.Spreadsheets)
    {
        var text = (value ?? "").Replace("\0", "", StringComparison.Ordinal);
        // Blanks before a formula do not keep a spreadsheet from it, and an apostrophe of the text's own is not to be taken for ours.
        var starts = text is ['\'', ..] || (text.TrimStart(Blanks.ToCharArray()) is [var first, ..] && Formulas.Contains(first));
        if (starts && reader is CsvAudience.Spreadsheets && !IsPhoneNumber(text))
            text = "'" + text;
        return text.AsSpan().ContainsAny(Breaking) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>As a link names it; whoever names none gets the safe one.</summary>
    public static CsvAudience AudienceNamed(string? name) =>
        string.Equals(name, nameof(CsvAudience.Programs), StringComparison.OrdinalIgnoreCase)
            ? CsvAudience.Programs
            : CsvAudience.Spreadsheets;

    /// <summary>A number in E.164 calculates nothing: plus and digits are a number to a spreadsheet, too.</summary>
    static bool IsPhoneNumber(string text) => text is ['+', .. { Length: >= 7 and <= 15 } digits] && digits.All(char.IsAsciiDigit);

    /// <summary>What a cell said before it was made safe.</summary>
    public static string Plain(string cell) =>
        cell is ['\'', var next, ..] && (next is '\'' || Formulas.Contains(next) || Blanks.Contains(next)) ? cell[1..] : cell;
}

/// <summary>
/// Who reads a file: spreadsheets, which calculate what looks like a formula, or programs, which want each cell as it is.
/// </summary>
public enum CsvAudience
{
    Spreadsheets,
    Programs,
}
