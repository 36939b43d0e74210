using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads.Inbox;

/// <summary>Undo: back into the queue, with the status from before.</summary>
public record ReopenLead(Guid LeadId, long Version) : PersonalData
{
    public string Stream => Lead.Stream(LeadId);
}

public static class ReopenLeadHandler
{
    public static LeadReopened? Handle(ReopenLead command, [WriteModel(nameof(ReopenLead.Stream))] Lead? lead, DateTimeOffset now) =>
        lead switch
        {
            null => throw new Refused("There is no such lead."),
            { NeedsAttention: true } => null,
            _ => new(lead.Before, now),
        };
}
