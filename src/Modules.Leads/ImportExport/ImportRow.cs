using Switchhook.BuildingBlocks.Input;
using Switchhook.Leads.Inbox;

namespace Switchhook.Leads.ImportExport;

/// <summary>One lead of a file, read and checked.</summary>
/// <param name="Line">Of the file, from 1.</param>
/// <param name="AsSaid">The words of a cell whose value was guessed from them.</param>
/// <param name="Fault">Why it cannot become a lead, in a sentence; null when it can.</param>
public record ImportRow(
    int Line,
    string? Name,
    string? Number,
    string? Email,
    string? Reason,
    string? Intent,
    string? PreferredTime,
    string? Notes,
    LeadStatus Status,
    string? Fault = null,
    IReadOnlyDictionary<LeadField, string>? AsSaid = null
)
{
    public string Who => Name ?? Email ?? (Number is null ? $"Line {Line}" : PhoneNumber.Display(Number));
}

/// <summary>A file of leads, read.</summary>
/// <param name="Fault">Why nothing of it can be read.</param>
public record ImportFile(IReadOnlyList<ImportRow> Rows, string? Fault)
{
    public const int MostRows = 1000,
        MostBytes = 512 * 1024;

    static readonly Dictionary<string, string[]> Names = new()
    {
        ["name"] = ["name", "full name", "contact", "caller"],
        ["number"] = ["number", "phone", "phone number", "telephone", "mobile"],
        ["email"] = ["e-mail", "email", "mail", "e-mail address", "email address"],
        ["reason"] = ["reason", "summary", "subject"],
        ["intent"] = ["wants", "intent"],
        ["when"] = ["when", "preferred time"],
        ["notes"] = ["notes", "note", "comment"],
        ["status"] = ["status"],
    };

    public static ImportFile Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Wrong("There is nothing in it.");
        if (text.Length > MostBytes)
            return Wrong($"A file may have up to {MostBytes / 1024} kB.");
        var lines = LeadCsv.Read(text).Take(MostRows + 2).ToList();
        if (lines.Count > MostRows + 1)
            return Wrong($"A file may have up to {MostRows} rows. Import it in parts.");
        var columns = lines[0]
            .Cells.Select(x => (string?)Names.FirstOrDefault(y => y.Value.Contains(x.ToLowerInvariant().Replace('_', ' '))).Key)
            .ToList();
        if (!columns.Any(x => x is "name" or "number" or "email"))
            return Wrong("The first line should name the columns: Name, Number, E-mail, Reason, Wants, When, Notes, Status.");
        var seen = new HashSet<string>();
        return new(
            [.. lines.Skip(1).Select(x => Row(x.Line, x.Cells, columns, seen))],
            lines.Count == 1 ? "There are no rows below the first line." : null
        );
    }

    static ImportRow Row(int line, IReadOnlyList<string> cells, List<string?> columns, HashSet<string> seen)
    {
        string? Cell(string column) =>
            columns.IndexOf(column) is >= 0 and var at && at < cells.Count && cells[at] is { Length: > 0 } said ? said : null;
        var row = new ImportRow(
            line,
            Cell("name"),
            Cell("number"),
            Cell("email"),
            Cell("reason"),
            Cell("intent"),
            Cell("when"),
            Cell("notes"),
            LeadStatus.New
        );
        try
        {
            if (cells.Count > columns.Count)
                return row with { Fault = $"It has {cells.Count} cells, the first line {columns.Count}." };
            var (number, email) = (PhoneNumber.Read(row.Number), EmailAddress.Read(row.Email));
            row = row with
            {
                Name = EditLeadHandler.Written(LeadField.Name, row.Name),
                Number = number.Value?.ToString() ?? EditLeadHandler.Written(LeadField.Number, row.Number),
                Email = email.Value ?? EditLeadHandler.Written(LeadField.Email, row.Email),
                Reason = EditLeadHandler.Written(LeadField.Reason, row.Reason),
                Intent = EditLeadHandler.Written(LeadField.Intent, row.Intent),
                PreferredTime = EditLeadHandler.Written(LeadField.PreferredTime, row.PreferredTime),
                Notes = EditLeadHandler.Written(LeadField.Notes, row.Notes),
                AsSaid = AsSaid((LeadField.Number, number.IsLossy, number.Original), (LeadField.Email, email.IsLossy, email.Original)),
            };
        }
        catch (Switchhook.Contracts.Refused refused)
        {
            return row with { Fault = refused.Message };
        }
        if (row is { Name: null, Number: null, Email: null })
            return row with { Fault = "It has neither a name nor a number nor an e-mail address." };
        if (Cell("status") is { } said)
        {
            if (!Enum.TryParse<LeadStatus>(said, ignoreCase: true, out var status) || !Enum.IsDefined(status))
                return row with { Fault = $"There is no status “{said}”. Use {string.Join(", ", Enum.GetNames<LeadStatus>())}." };
            row = row with { Status = status };
        }
        return (row.Number ?? row.Email) is { } key && !seen.Add(key)
            ? row with
            {
                Fault = "The same number or address stands in an earlier row.",
            }
            : row;
    }

    static Dictionary<LeadField, string>? AsSaid(params (LeadField Field, bool IsLossy, string Original)[] readings)
    {
        var kept = readings.Where(x => x.IsLossy).ToDictionary(x => x.Field, x => x.Original);
        return kept.Count == 0 ? null : kept;
    }

    static ImportFile Wrong(string sentence) => new([], sentence);
}
