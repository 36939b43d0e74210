using Switchhook.Contracts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Leads.Inbox;

public record SetNextStep(Guid LeadId, string? Text, DateOnly? On, long Version) : PersonalData
{
    public string Stream => Lead.Stream(LeadId);
}

public static class SetNextStepHandler
{
    public const int Longest = 200;

    public static LeadNextStepSet? Handle(SetNextStep command, [WriteModel(nameof(SetNextStep.Stream))] Lead? lead, DateTimeOffset now)
    {
        if (lead is null)
            throw new Refused("There is no such lead.");
        var text = Text(command);
        if (text?.Length > Longest)
            throw new Refused($"The next step may have up to {Longest} characters.");
        if (text is null && command.On is not null)
            throw new Refused("Say what is to be done on that day.");
        return (text, command.On) == (lead.Next?.Text, lead.Next?.On) ? null : new(text, command.On, now);
    }

    public static string? Text(SetNextStep command) => command.Text?.Trim() is { Length: > 0 } said ? said : null;
}
