using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.BlockedCallers;

/// <summary>Blocks all numbers of a lead.</summary>
public record BlockCaller(Guid LeadId) : PersonalData;

public static class BlockCallerHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task<OutgoingMessages> Handle(
        BlockCaller command,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var stream = await session.Events.FetchForWriting<Lead>(Lead.Stream(command.LeadId), stop);
        if (stream.Aggregate is not { } lead)
            throw new Refused("There is no such lead.");
        var lines = await BusinessNumbers.ReadAsync(session, stop);
        stream.AppendMany([.. Decide(lead, now, lines)]);
        return await BlockList.BlockAsync(
            lines.Without(lead.Facts.Numbers()),
            lead.Facts.Of(LeadField.Name)?.Value,
            lead.Id,
            session,
            now,
            stop
        );
    }

    public static IEnumerable<object> Decide(Lead lead, DateTimeOffset now, BusinessNumbers? lines = null)
    {
        if (lead.Facts.Numbers() is not { Count: > 0 } known)
            throw new Refused("No number is known of this caller, so there is none to block.");
        if ((lines ?? BusinessNumbers.None).Without(known) is not { Count: > 0 } numbers)
            throw new Refused("This call came through your own number. Blocking it would turn away everyone it forwards.");
        if (lead.IsBlocked)
            return [];
        LeadStatusChanged[] spam = lead.Status is LeadStatus.Spam ? [] : [new(LeadStatus.Spam, false, now)];
        return [.. spam, new LeadCallerBlocked(numbers, now)];
    }
}
