using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Inbox;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Merge;

/// <summary>Takes a merge back. Calls that came since stay where they came.</summary>
public record SplitLeads(Guid LeadId, Guid OtherId) : PersonalData;

public static class SplitLeadsHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task Handle(SplitLeads command, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        var (stream, other) = (Lead.Stream(command.LeadId), Lead.Stream(command.OtherId));
        if (
            await session.LoadAsync<LeadDetails>(stream, stop) is not { } stays
            || await session.LoadAsync<LeadDetails>(other, stop) is not { } goes
        )
            throw new Refused("There is no such lead.");
        if (goes.Lead.MergedInto != stream)
            return;
        session.Events.Append(
            stream,
            stays.Version + 1,
            new LeadSplit(other, [.. goes.Lead.Facts.Calls.Select(x => x.Enquiry.CallId)], now)
        );
        session.Events.Append(other, goes.Version + 1, new LeadSplitOff(stream, now));
        await LeadByNumber.ReassignAsync(session, goes.Lead.Facts.Numbers(), other, stream, stop);
    }
}
