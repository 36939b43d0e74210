using System.Text;

namespace Switchhook.Leads;

/// <summary>
/// Comma-separated values as RFC 4180 has them, with one thing more: a cell that a spreadsheet would take for a formula begins with an
/// apostrophe, which spreadsheets do not show, and which is taken off again when such a file is read.
/// </summary>
public static class Csv
{
    const string Formulas = "=+-@\t\r＝＋－＠", Blanks = " \n\u00a0\ufeff";

    public static string Row(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    public static string Cell(string? value)
    {
        var text = (value ?? "").Replace("\0", "", StringComparison.Ordinal);
        // Blanks before a formula do not keep a spreadsheet from it, and an apostrophe of the text's own is not to be taken for ours.
        if (text is ['\'', ..] || (text.TrimStart(Blanks.ToCharArray()) is [var first, ..] && Formulas.Contains(first))) text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n;") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>What a cell said before it was made safe.</summary>
    public static string Plain(string cell) => cell is ['\'', var next, ..] && (next is '\'' || Formulas.Contains(next) || Blanks.Contains(next)) ? cell[1..] : cell;

    /// <summary>Rows with the line on which each begins. Commas, semicolons or tabs part the cells: whichever the first line has.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string text)
    {
        text = text.TrimStart('\ufeff');
        var separator = Separator(text);
        var (cells, cell, quoted, line, begun) = (new List<string>(), new StringBuilder(), false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\n') line++;
            if (quoted && letter == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (letter == '"' && (quoted || cell.Length == 0)) quoted = !quoted;
            else if (quoted) cell.Append(letter);
            else if (letter == separator) End(cells, cell);
            else if (letter == '\n')
            {
                End(cells, cell);
                if (!cells.TrueForAll(string.IsNullOrWhiteSpace)) yield return (begun, cells);
                (cells, begun) = ([], line);
            }
            else if (letter != '\r') cell.Append(letter);
        }
        End(cells, cell);
        if (!cells.TrueForAll(string.IsNullOrWhiteSpace)) yield return (begun, cells);
    }

    static char Separator(string text)
    {
        var first = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length)];
        var (commas, semicolons, tabs) = (first.Count(','), first.Count(';'), first.Count('\t'));
        return semicolons > commas && semicolons >= tabs ? ';' : tabs > commas ? '\t' : ',';
    }

    static void End(List<string> cells, StringBuilder cell)
    {
        cells.Add(Plain(cell.ToString().Trim()));
        cell.Clear();
    }
}
