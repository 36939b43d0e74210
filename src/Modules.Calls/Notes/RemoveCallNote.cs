using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Calls.Notes;

/// <summary>It stands on the page no more; that it stood there stays in the call's story.</summary>
public record RemoveCallNote(string CallId, Guid NoteId) : PersonalData
{
    public string Stream => Call.Key(CallId);
}

public static class RemoveCallNoteHandler
{
    public static CallNoteRemoved? Handle(RemoveCallNote command, [WriteModel(nameof(RemoveCallNote.Stream))] Call? call) =>
        call is null ? throw new Refused("There is no such call.")
        : call.Notes.GetValueOrDefault(command.NoteId) is null ? null
        : new CallNoteRemoved(command.NoteId);
}
