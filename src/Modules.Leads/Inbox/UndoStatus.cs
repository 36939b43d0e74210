using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads.Inbox;

/// <summary>Takes the last change of status back, be it a status or that the lead was done.</summary>
public record UndoStatus(Guid LeadId, long Version) : PersonalData
{
    public string Stream => Lead.Stream(LeadId);
}

public static class UndoStatusHandler
{
    public static LeadStatusRestored? Handle(UndoStatus command, [WriteModel(nameof(UndoStatus.Stream))] Lead? lead, DateTimeOffset now) =>
        lead switch
        {
            null => throw new Refused("There is no such lead."),
            { Undo: null } => null,
            { Undo: var before } => new(before.Status, before.NeedsAttention, now),
        };
}
