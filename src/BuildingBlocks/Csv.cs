using System.Buffers;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Switchhook.BuildingBlocks;

/// <summary>
/// Comma-separated values as in RFC 4180, written and read by CsvHelper. One rule is our own, because callers choose the words in these
/// cells: a cell that a spreadsheet would take for a formula begins with an apostrophe, which spreadsheets do not show.
/// </summary>
public static class Csv
{
    static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n;\t");
    static readonly char[] Blanks = [' ', '\n', '\u00a0', '\ufeff'];
    const string Formulas = "=+-@\t\r＝＋－＠";

    static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = x => x.Field.AsSpan().ContainsAny(Quoted),
    };

    public static string Row(IEnumerable<string?> cells, CsvAudience audience = CsvAudience.Spreadsheets)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var writer = new CsvWriter(text, Format, leaveOpen: true))
        {
            foreach (var cell in cells)
                writer.WriteField(Cell(cell, audience));
            writer.NextRecord();
        }
        return text.ToString();
    }

    /// <summary>
    /// The rows with the line on which each begins. Cells are separated by commas, semicolons or tabs: whichever the first line has most
    /// of.
    /// </summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string text)
    {
        text = text.TrimStart('\ufeff');
        var format = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = DelimiterOf(text),
            TrimOptions = TrimOptions.Trim | TrimOptions.InsideQuotes,
            // What other programs write wrongly is read as well as it can be.
            BadDataFound = null,
            IgnoreBlankLines = false,
        };
        using var parser = new CsvParser(new StringReader(text), format);
        for (var line = 1; parser.Read(); line = parser.RawRow + 1)
            if (parser.Record is { } cells && !Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
                yield return (line, cells);
    }

    /// <summary>As a link names it; the safe one if it names none.</summary>
    public static CsvAudience AudienceNamed(string? name) =>
        string.Equals(name, nameof(CsvAudience.Programs), StringComparison.OrdinalIgnoreCase)
            ? CsvAudience.Programs
            : CsvAudience.Spreadsheets;

    /// <summary>What a cell said before it was made safe.</summary>
    public static string Unescape(string cell) =>
        cell is ['\'', var next, ..] && (next is '\'' || Formulas.Contains(next) || Blanks.Contains(next)) ? cell[1..] : cell;

    static string Cell(string? value, CsvAudience audience)
    {
        var text = (value ?? "").Replace("\0", "", StringComparison.Ordinal);
        // Blanks do not hide a formula from a spreadsheet, and an apostrophe of the text's own must not be taken for ours.
        var isFormula = text is ['\'', ..] || (text.TrimStart(Blanks) is [var first, ..] && Formulas.Contains(first));
        return isFormula && audience is CsvAudience.Spreadsheets && !IsPhoneNumber(text) ? "'" + text : text;
    }

    /// <summary>A number in E.164 calculates nothing: plus and digits are a number to a spreadsheet, too.</summary>
    static bool IsPhoneNumber(string text) => text is ['+', .. { Length: >= 7 and <= 15 } digits] && digits.All(char.IsAsciiDigit);

    static string DelimiterOf(string text)
    {
        var first = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length)];
        var (commas, semicolons, tabs) = (first.Count(','), first.Count(';'), first.Count('\t'));
        return semicolons > commas && semicolons >= tabs ? ";"
            : tabs > commas ? "\t"
            : ",";
    }
}
