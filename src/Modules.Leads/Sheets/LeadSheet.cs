using System.Globalization;

namespace Switchhook.Leads;

/// <summary>Leads as rows of a file.</summary>
public static class LeadSheet
{
    public static readonly IReadOnlyList<string> Columns =
        ["Id", "Status", "Needs attention", "Name", "Number", "E-mail", "Reason", "Wants", "When", "Notes", "Urgent", "Next step", "Next step on", "Calls", "First call", "Last call", "Rule"];

    public static IReadOnlyList<string?> Row(LeadList row)
    {
        var (lead, facts) = (row.Lead, row.Lead.Facts);
        return
        [
            Lead.IdOf(row.Id).ToString(), lead.Status.ToString(), row.NeedsAttention ? "yes" : "no", row.Name, row.Number, row.Email, row.Reason,
            facts.Of(LeadField.Intent)?.Value, row.PreferredTime, facts.Of(LeadField.Notes)?.Value, row.Urgent ? "yes" : "no", lead.Next?.Text,
            lead.Next?.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Calls(lead).ToString(CultureInfo.InvariantCulture),
            facts.Calls is [var first, ..] ? LeadWords.Iso(first.Enquiry.CalledAt) : null, LeadWords.Iso(row.LastCallAt), lead.RuleVersion.ToString(CultureInfo.InvariantCulture),
        ];
    }

    static int Calls(Lead lead) => lead.Facts.Calls.Count(x => !x.Enquiry.CallId.StartsWith(Enquiry.Imported, StringComparison.Ordinal));
}
