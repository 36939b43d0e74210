using Marten;
using Switchhook.Leads.Qualification;

namespace Switchhook.Leads.Capture;

/// <summary>More is known of a call that made or joined a lead: the lead follows it. What people wrote over it stands.</summary>
public static class LeadCallUpdate
{
    /// <summary>Null when as much or more was known.</summary>
    public static LeadCallReanalyzed? Decide(Lead lead, CallContent now, QualificationRule rule, DateTimeOffset at)
    {
        if (lead.Facts.Call(now.CallId) is not { } heard || now.Revision <= (heard.Said?.Revision ?? 0))
            return null;
        var said = now.WithSourcesOf(heard.Said);
        var enquiry = rule.Extract(said);
        var calls = lead.Facts.WithCorrectedCall(new(enquiry, said)).Calls;
        var isLead = lead.IsTouched || calls.Any(x => x.Said is null || rule.IsLead(x.Said));
        return new(enquiry, said, isLead, lead.IsSet ? null : Lead.StatusOf(calls[0].Enquiry), at);
    }

    public static async Task ApplyAsync(
        string lead,
        CallContent now,
        QualificationRule rule,
        DateTimeOffset at,
        IDocumentSession session,
        CancellationToken stop
    )
    {
        var known = await session.Events.FetchForExclusiveWriting<Lead>(lead, stop);
        if (known.Aggregate is null || Decide(known.Aggregate, now, rule, at) is not { } corrected)
            return;
        known.AppendOne(corrected);
        // Calls from a number that was only learned now join this lead, unless the number is another lead's.
        if (
            corrected.Enquiry.Number is { } number
            && number != known.Aggregate.Facts.Call(now.CallId)?.Enquiry.Number
            && await session.LoadAsync<LeadByNumber>(LeadByNumber.Of(number), stop) is null
        )
            session.Insert(new LeadByNumber(LeadByNumber.Of(number), lead));
    }
}
