using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Inbox;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Merge;

/// <summary>Two leads are one person. The first goes on with what both knew, the other steps back and can be had again.</summary>
public record MergeLeads(Guid LeadId, Guid OtherId, long Version, long OtherVersion) : PersonalData;

public static class MergeLeadsHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task Handle(MergeLeads command, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        var (stream, other) = (Lead.Stream(command.LeadId), Lead.Stream(command.OtherId));
        if (
            await session.LoadAsync<LeadDetails>(stream, stop) is not { } stays
            || await session.LoadAsync<LeadDetails>(other, stop) is not { } goes
        )
            throw new Refused("There is no such lead.");
        if (goes.Lead.MergedInto == stream)
            return;
        var (merged, into) = Decide(stays, goes, now);
        session.Events.Append(stream, command.Version + 1, merged);
        session.Events.Append(other, command.OtherVersion + 1, into);
        await LeadByNumber.ReassignAsync(session, goes.Lead.Facts.Numbers(), stream, other, stop);
    }

    public static (LeadMerged, LeadMergedInto) Decide(LeadDetails stays, LeadDetails goes, DateTimeOffset now)
    {
        if (stays.Id == goes.Id)
            throw new Refused("A lead cannot be merged with itself.");
        if (stays.Lead.MergedInto is not null)
            throw new Refused("This lead was merged into another: merge that one.");
        if (goes.Lead.MergedInto is not null)
            throw new Refused("The other lead was merged already.");
        if (!goes.Lead.Merged.IsEmpty)
            throw new Refused("The other lead has leads merged into it. Merge this one into that one instead.");
        return (new(goes.Id, LeadText.Who(goes), goes.Lead.Facts, goes.Story, now), new(stays.Id, now));
    }
}
