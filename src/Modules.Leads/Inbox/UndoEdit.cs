using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads.Inbox;

/// <summary>What was heard counts again.</summary>
public record UndoEdit(Guid LeadId, LeadField Field, long Version) : PersonalData
{
    public string Stream => Lead.Stream(LeadId);
}

public static class UndoEditHandler
{
    public static LeadEditUndone? Handle(UndoEdit command, [WriteModel(nameof(UndoEdit.Stream))] Lead? lead, DateTimeOffset now) =>
        lead switch
        {
            null => throw new Refused("There is no such lead."),
            _ when !lead.Facts.Edits.ContainsKey(command.Field) => null,
            _ => new(command.Field, now),
        };
}
