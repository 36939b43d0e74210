using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads;

/// <param name="NoteId">Chosen by the form: sent twice, it is the same note.</param>
public record NoteLead(Guid LeadId, string? Text, Guid? NoteId = null) : Discreet
{
    public string Stream => Lead.Stream(LeadId);
}

public static class NoteLeadHandler
{
    public const int Longest = 2000;

    public static LeadNoted? Handle(NoteLead command, [WriteModel(nameof(NoteLead.Stream))] Lead? lead, DateTimeOffset now)
    {
        if (lead is null) throw new Refused("There is no such lead.");
        if (command.NoteId is { } sent && lead.Notes.Contains(sent)) return null;
        return new(Text(command.Text) ?? throw new Refused("Write something before you add the note."), now, command.NoteId);
    }

    public static string? Text(string? note) => note?.Trim() switch
    {
        null or "" => null,
        { Length: > Longest } => throw new Refused($"A note may have up to {Longest} characters."),
        var text => text,
    };
}
