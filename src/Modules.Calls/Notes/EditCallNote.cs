using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Calls.Notes;

public record EditCallNote(string CallId, Guid NoteId, string? Text) : PersonalData
{
    public string Stream => Call.Key(CallId);
}

public static class EditCallNoteHandler
{
    public static CallNoteEdited? Handle(EditCallNote command, [WriteModel(nameof(EditCallNote.Stream))] Call? call)
    {
        if (call?.Notes.GetValueOrDefault(command.NoteId) is not { } former)
            throw new Refused("There is no such note any more.");
        return CallNote.Normalize(command.Text) is var text && text == former ? null : new(command.NoteId, text);
    }
}
