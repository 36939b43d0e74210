using System.Globalization;
using Switchhook.BuildingBlocks;
using Switchhook.Leads.Inbox;

namespace Switchhook.Leads.ImportExport;

/// <summary>Leads as rows of a file.</summary>
public static class LeadCsv
{
    public static readonly IReadOnlyList<string> Columns =
    [
        "Id",
        "Status",
        "Needs attention",
        "Name",
        "Number",
        "E-mail",
        "Reason",
        "Wants",
        "When",
        "Notes",
        "Urgent",
        "Next step",
        "Next step on",
        "Calls",
        "First call",
        "Last call",
        "Rule",
        "Number as heard",
        "E-mail as heard",
    ];

    /// <summary>Programs get names in the form that they use, and a file that says by them that no cell was changed.</summary>
    public static IReadOnlyList<string> ColumnsFor(CsvAudience reader) =>
        reader is CsvAudience.Programs ? [.. Columns.Select(Plain)] : Columns;

    /// <summary>Reads a file back that was exported for spreadsheets or for programs, or made elsewhere.</summary>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string text)
    {
        bool? isForPrograms = null;
        foreach (var (line, cells) in Csv.Read(text))
        {
            isForPrograms ??= IsForPrograms(cells);
            yield return (line, isForPrograms.Value ? cells : [.. cells.Select(Csv.Unescape)]);
        }
    }

    static bool IsForPrograms(IEnumerable<string> header) => header.Contains(Plain("Needs attention"));

    static string Plain(string column) => column.ToLowerInvariant().Replace(' ', '_').Replace("e-mail", "email", StringComparison.Ordinal);

    public static IReadOnlyList<string?> Row(LeadList row)
    {
        var (lead, facts) = (row.Lead, row.Lead.Facts);
        return
        [
            Lead.IdOf(row.Id).ToString(),
            lead.Status.ToString(),
            row.NeedsAttention ? "yes" : "no",
            row.Name,
            row.Number,
            row.Email,
            row.Reason,
            facts.Of(LeadField.Intent)?.Value,
            row.PreferredTime,
            facts.Of(LeadField.Notes)?.Value,
            row.Urgent ? "yes" : "no",
            lead.Next?.Text,
            lead.Next?.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Calls(lead).ToString(CultureInfo.InvariantCulture),
            facts.Calls is [var first, ..] ? LeadText.Iso(first.Enquiry.CalledAt) : null,
            LeadText.Iso(row.LastCallAt),
            lead.RuleVersion.ToString(CultureInfo.InvariantCulture),
            facts.Of(LeadField.Number)?.AsSaid ?? facts.UnparsedValue(LeadField.Number),
            facts.Of(LeadField.Email)?.AsSaid ?? facts.UnparsedValue(LeadField.Email),
        ];
    }

    static int Calls(Lead lead) => lead.Facts.Calls.Count(x => !x.Enquiry.CallId.StartsWith(Enquiry.Imported, StringComparison.Ordinal));
}
