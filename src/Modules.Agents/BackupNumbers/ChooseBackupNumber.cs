using Switchhook.Agents.Pausing;
using Switchhook.Agents.Versions;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents.BackupNumbers;

/// <param name="Number">As people write it; empty: callers go nowhere.</param>
public record ChooseBackupNumber(Guid AgentId, string? Number) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class ChooseBackupNumberHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        ChooseBackupNumber command,
        [WriteModel(nameof(ChooseBackupNumber.Stream))] Agent? agent,
        AllowedCountries allowed
    )
    {
        var now = EditableAgent.Of(agent);
        var number = FallbackNumber.Check(command.Number, now.Number, allowed);
        // After a refusal the same choice says something: try again, or that none is wanted after all.
        if (number == now.Backup.Number && !now.Backup.IsRefused)
            return ([], []);
        return ([new BackupNumberChosen(number)], now.Backup.IsSetting ? [] : [new SetBackupNumber(command.AgentId)]);
    }
}
