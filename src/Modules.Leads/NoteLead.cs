using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads;

public record NoteLead(Guid LeadId, string? Text) : Discreet
{
    public string Stream => Lead.Stream(LeadId);
}

public static class NoteLeadHandler
{
    public const int Longest = 2000;

    public static LeadNoted Handle(NoteLead command, [WriteModel(nameof(NoteLead.Stream))] Lead? lead, DateTimeOffset now)
    {
        if (lead is null) throw new Refused("There is no such lead.");
        return new(Text(command.Text) ?? throw new Refused("Write something before you add the note."), now);
    }

    public static string? Text(string? note) => note?.Trim() switch
    {
        null or "" => null,
        { Length: > Longest } => throw new Refused($"A note may have up to {Longest} characters."),
        var text => text,
    };
}
