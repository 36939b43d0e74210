using System.Buffers;

namespace Switchhook.Contracts;

/// <summary>
/// A line of RFC 4180, with one thing more: a cell that a spreadsheet would take for a formula begins with an apostrophe, which spreadsheets
/// do not show. Callers choose the words in these cells.
/// </summary>
public static class Csv
{
    static readonly SearchValues<char> Breaking = SearchValues.Create(",\"\r\n;\t");
    const string Formulas = "=+-@\t\r＝＋－＠", Blanks = " \n\u00a0\ufeff";

    public static string Row(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    public static string Cell(string? value)
    {
        var text = (value ?? "").Replace("\0", "", StringComparison.Ordinal);
        // Blanks before a formula do not keep a spreadsheet from it, and an apostrophe of the text's own is not to be taken for ours.
        if (text is ['\'', ..] || (text.TrimStart(Blanks.ToCharArray()) is [var first, ..] && Formulas.Contains(first))) text = "'" + text;
        return text.AsSpan().ContainsAny(Breaking) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>What a cell said before it was made safe.</summary>
    public static string Plain(string cell) => cell is ['\'', var next, ..] && (next is '\'' || Formulas.Contains(next) || Blanks.Contains(next)) ? cell[1..] : cell;
}
