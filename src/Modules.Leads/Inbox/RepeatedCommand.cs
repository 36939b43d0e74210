using Switchhook.Leads.Merge;

namespace Switchhook.Leads.Inbox;

/// <summary>
/// A command that comes for an older version of a lead than there is: was it another who changed it, or has this one taken effect already?
/// </summary>
public static class RepeatedCommand
{
    public static bool HasTakenEffect(object command, Lead lead, long version) =>
        command switch
        {
            MarkLeadDone x => x.Version < version && !lead.NeedsAttention && lead.Outcome == x.Outcome,
            ChangeLeadStatus x => x.Version < version && lead.Status == x.Status,
            ReopenLead x => x.Version < version && lead.NeedsAttention,
            UndoStatus x => x.Version + 1 == version && lead.Undo is null,
            EditLead x => x.Version < version && x.Values.All(field => EditLeadHandler.IsWritten(field.Key, field.Value, lead)),
            UndoEdit x => x.Version < version && !lead.Facts.Edits.ContainsKey(x.Field),
            SetNextStep x => x.Version < version && (SetNextStepHandler.Text(x), x.On) == (lead.Next?.Text, lead.Next?.On),
            MergeLeads x => x.Version < version && lead.Merged.Contains(Lead.Stream(x.OtherId)),
            _ => false,
        };
}
