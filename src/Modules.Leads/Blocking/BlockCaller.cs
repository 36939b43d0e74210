using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <summary>Whoever this lead is rings no more.</summary>
public record BlockCaller(Guid LeadId) : Discreet;

public static class BlockCallerHandler
{
    public static void Configure(HandlerChain chain) => CaptureLead.Contend(chain);

    public static async Task<OutgoingMessages> Handle(BlockCaller command, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        var stream = await session.Events.FetchForWriting<Lead>(Lead.Stream(command.LeadId), stop);
        if (stream.Aggregate is not { } lead) throw new Refused("There is no such lead.");
        stream.AppendMany([.. Decide(lead, now)]);
        return await Barrier.BlockAsync(lead.Facts.Numbers(), lead.Facts.Of(LeadField.Name)?.Value, lead.Id, session, now, stop);
    }

    public static IEnumerable<object> Decide(Lead lead, DateTimeOffset now)
    {
        if (lead.Facts.Numbers() is not { Count: > 0 } numbers) throw new Refused("No number is known of this caller, so there is none to block.");
        if (lead.IsBlocked) return [];
        LeadStatusChanged[] spam = lead.Status is LeadStatus.Spam ? [] : [new(LeadStatus.Spam, false, now)];
        return [.. spam, new LeadCallerBlocked(numbers, now)];
    }
}
