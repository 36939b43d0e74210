using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Calls.Notes;

/// <param name="NoteId">Chosen by the form: sent twice, it is the same note.</param>
public record AddCallNote(string CallId, Guid NoteId, string? Text) : PersonalData
{
    public string Stream => Call.Key(CallId);
}

public static class AddCallNoteHandler
{
    public static CallNoted? Handle(AddCallNote command, [WriteModel(nameof(AddCallNote.Stream))] Call? call) =>
        call is null ? throw new Refused("There is no such call.")
        : call.Notes.ContainsKey(command.NoteId) ? null
        : new CallNoted(command.NoteId, CallNote.Normalize(command.Text));
}
