using System.Runtime.CompilerServices;
using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.BlockedCallers;
using Switchhook.Leads.Inbox;

namespace Switchhook.Leads.ImportExport;

/// <summary>Leads with all that was said and happened.</summary>
public sealed class ExportedLeads(IQuerySession leads) : IDataExport
{
    public string Name => "leads";

    public IReadOnlyList<string> Columns =>
        [
            "id",
            "status",
            "needs_attention",
            "name",
            "number",
            "email",
            "reason",
            "intent",
            "preferred_time",
            "notes",
            "last_call_at",
            "merged_into",
        ];

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var x in leads.Query<LeadDetails>().OrderBy(x => x.Id).ToAsyncEnumerable(stop))
        {
            string? Of(LeadField field) => x.Of(field)?.Value;
            yield return new Dictionary<string, object?>
            {
                ["id"] = Lead.IdOf(x.Id),
                ["status"] = x.Lead.Status,
                ["needs_attention"] = x.Lead is { NeedsAttention: true, IsGone: false },
                ["name"] = Of(LeadField.Name),
                ["number"] = Of(LeadField.Number),
                ["email"] = Of(LeadField.Email),
                ["reason"] = Of(LeadField.Reason),
                ["intent"] = Of(LeadField.Intent),
                ["preferred_time"] = Of(LeadField.PreferredTime),
                ["notes"] = Of(LeadField.Notes),
                ["last_call_at"] = x.Lead.LastCallAt,
                ["merged_into"] = x.Lead.MergedInto,
                ["calls"] = x.Lead.Facts.Calls,
                ["edits"] = x.Lead.Facts.Edits,
                ["story"] = x.Story,
            };
        }
    }
}

public sealed class ExportedBlockedCallers(IQuerySession leads) : IDataExport
{
    public string Name => "blocked-callers";

    public IReadOnlyList<string> Columns => ["number", "name", "blocked", "since", "turned_away", "last_at"];

    public async IAsyncEnumerable<IReadOnlyDictionary<string, object?>> RowsAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var x in leads.Query<BlockedCaller>().OrderBy(x => x.Id).ToAsyncEnumerable(stop))
            yield return new Dictionary<string, object?>
            {
                ["number"] = x.Number,
                ["name"] = x.Name,
                ["blocked"] = x.IsBlocked,
                ["since"] = x.Since,
                ["turned_away"] = x.TurnedAway,
                ["last_at"] = x.LastAt,
            };
    }
}
