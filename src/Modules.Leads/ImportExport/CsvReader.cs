using System.Text;
using Switchhook.Contracts;

namespace Switchhook.Leads.ImportExport;

/// <summary>A file of comma-separated values, read.</summary>
public static class CsvReader
{
    /// <summary>Rows with the line on which each begins. Commas, semicolons or tabs part the cells: whichever the first line has.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string text)
    {
        bool? plain = null;
        foreach (var (line, cells) in Cells(text))
        {
            plain ??= LeadCsv.IsPlain(cells);
            yield return (line, plain.Value ? cells : [.. cells.Select(Csv.Plain)]);
        }
    }

    static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Cells(string text)
    {
        text = text.TrimStart('\ufeff');
        var separator = Separator(text);
        var (cells, cell, quoted, line, begun) = (new List<string>(), new StringBuilder(), false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\n')
                line++;
            if (quoted && letter == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[i++]);
            else if (letter == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (quoted)
                cell.Append(letter);
            else if (letter == separator)
                End(cells, cell);
            else if (letter == '\n')
            {
                End(cells, cell);
                if (!cells.TrueForAll(string.IsNullOrWhiteSpace))
                    yield return (begun, cells);
                (cells, begun) = ([], line);
            }
            else if (letter != '\r')
                cell.Append(letter);
        }
        End(cells, cell);
        if (!cells.TrueForAll(string.IsNullOrWhiteSpace))
            yield return (begun, cells);
    }

    static char Separator(string text)
    {
        var first = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length)];
        var (commas, semicolons, tabs) = (first.Count(','), first.Count(';'), first.Count('\t'));
        return semicolons > commas && semicolons >= tabs ? ';'
            : tabs > commas ? '\t'
            : ',';
    }

    static void End(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString().Trim());
        cell.Clear();
    }
}
