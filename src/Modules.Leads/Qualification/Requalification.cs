namespace Switchhook.Leads.Qualification;

/// <summary>A lead's calls, read by another rule.</summary>
public static class Requalification
{
    /// <summary>Null when nothing about the lead becomes another.</summary>
    public static LeadRequalified? Decide(Lead lead, QualificationRule rule, DateTimeOffset now)
    {
        if (lead.MergedInto is not null)
            return null;
        // What was captured before calls were kept word for word stays as it was read then.
        var calls = lead.Facts.Calls.Where(x => x.Said is not null).ToList();
        if (calls.Count == 0)
            return null;
        var enquiries = calls.Select(x => rule.Extract(x.Said!)).ToList();
        var isLead = lead.IsTouched || calls.Count < lead.Facts.Calls.Count || calls.Any(x => rule.IsLead(x.Said!));
        var status = lead.IsSet ? (LeadStatus?)null : Lead.StatusOf(enquiries[0]);
        var reread = new LeadRequalified(rule.Version, enquiries, isLead, status, now);
        return RuleEffect.Of(lead, lead.Apply(reread)).IsNone ? null : reread;
    }
}
