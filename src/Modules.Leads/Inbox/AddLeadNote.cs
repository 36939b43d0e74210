using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads.Inbox;

/// <param name="NoteId">Chosen by the form: sent twice, it is the same note.</param>
public record AddLeadNote(Guid LeadId, string? Text, Guid? NoteId = null) : PersonalData
{
    public string Stream => Lead.Stream(LeadId);
}

public static class AddLeadNoteHandler
{
    public const int Longest = 2000;

    public static LeadNoted? Handle(AddLeadNote command, [WriteModel(nameof(AddLeadNote.Stream))] Lead? lead, DateTimeOffset now)
    {
        if (lead is null)
            throw new Refused("There is no such lead.");
        if (command.NoteId is { } sent && lead.Notes.Contains(sent))
            return null;
        return new(Text(command.Text) ?? throw new Refused("Write something before you add the note."), now, command.NoteId);
    }

    public static string? Text(string? note) =>
        note?.Trim() switch
        {
            null or "" => null,
            { Length: > Longest } => throw new Refused($"A note may have up to {Longest} characters."),
            var text => text,
        };
}
