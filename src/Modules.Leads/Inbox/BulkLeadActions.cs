namespace Switchhook.Leads.Inbox;

/// <summary>What can be done to many leads at once.</summary>
public enum BulkLeadAction
{
    Done,
    Contacted,
    Qualified,
    Won,
    Lost,
    Spam,
}

/// <summary>A lead as a page showed it: id:version.</summary>
public record LeadVersion(Guid Id, long Version)
{
    public static LeadVersion? Read(string? text) =>
        text?.Split(':') is [var id, var version] && Guid.TryParse(id, out var lead) && long.TryParse(version, out var seen)
            ? new(lead, seen)
            : null;

    public object Do(BulkLeadAction work, LeadOutcome outcome) =>
        work is BulkLeadAction.Done
            ? new MarkLeadDone(Id, outcome, null, Version)
            : new ChangeLeadStatus(Id, Enum.Parse<LeadStatus>(work.ToString()), Version);

    public override string ToString() => $"{Id}:{Version}";
}
