using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.BlockedCallers;

/// <summary>Lets the caller through again; a lead that became spam by being blocked is what it was before.</summary>
public record UnblockCaller(Guid LeadId) : PersonalData;

public static class UnblockCallerHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task<OutgoingMessages> Handle(
        UnblockCaller command,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var stream = await session.Events.FetchForWriting<Lead>(Lead.Stream(command.LeadId), stop);
        if (stream.Aggregate is not { } lead)
            throw new Refused("There is no such lead.");
        stream.AppendMany([.. Decide(lead, now)]);
        return await BlockList.UnblockAsync(lead.Facts.Numbers(), session, now, stop);
    }

    public static IEnumerable<object> Decide(Lead lead, DateTimeOffset now)
    {
        if (!lead.IsBlocked)
            return [];
        LeadStatusRestored[] before = lead is { Status: LeadStatus.Spam, Undo: { } undo }
            ? [new(undo.Status, undo.NeedsAttention, now)]
            : [];
        return [new LeadCallerUnblocked(lead.Facts.Numbers(), now), .. before];
    }
}
