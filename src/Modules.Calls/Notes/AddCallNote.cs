using Switchhook.Calls.Story;
using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Calls.Noting;

/// <param name="NoteId">Chosen by the form: sent twice, it is the same note.</param>
public record NoteCall(string CallId, Guid NoteId, string? Text) : Discreet
{
    public string Stream => Call.Key(CallId);
}

public static class NoteCallHandler
{
    public static CallNoted? Handle(NoteCall command, [WriteModel(nameof(NoteCall.Stream))] Call? call) =>
        call is null ? throw new Refused("There is no such call.")
        : call.Notes.ContainsKey(command.NoteId) ? null
        : new CallNoted(command.NoteId, CallNote.Written(command.Text));
}
