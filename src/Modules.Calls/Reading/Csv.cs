using System.Buffers;

namespace Switchhook.Calls.Reading;

/// <summary>A line of RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it: callers choose the words in these cells.</summary>
public static class Csv
{
    static readonly SearchValues<char> Breaking = SearchValues.Create(",;\"\r\n\t");

    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var safe = text.TrimStart(' ', '\u00A0') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(Breaking) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
