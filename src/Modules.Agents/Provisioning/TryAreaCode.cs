using Switchhook.Agents.Deletion;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents.Provisioning;

/// <summary>
/// Retell had no number in the area code: the set-up goes on from there with another. Nothing was paid, so it counts as no new creation.
/// </summary>
/// <param name="AreaCode">Three digits, or empty for any US number.</param>
public record TryAreaCode(Guid AgentId, string? AreaCode) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class TryAreaCodeHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        TryAreaCode command,
        [WriteModel(nameof(TryAreaCode.Stream))] Agent? agent,
        IExternalChanges outside
    )
    {
        outside.ThrowIfHeldBack();
        if (AgentInputRules.AreaCode(command.AreaCode) is { } sentence)
            throw new Refused(sentence);
        var areaCode = Switchhook.BuildingBlocks.Input.AreaCode.Read(command.AreaCode);
        if (agent is { Failure: null, Deletion: DeletionState.None } && agent.AreaCode == areaCode)
            return ([], []);
        if (agent is not { Failure.CanGoOn: true, Deletion: DeletionState.None })
            throw new Refused("This agent does not wait for another area code.");
        return ([new AreaCodeChosen(areaCode)], [new BuyNumber(command.AgentId), agent.Changed(AgentStatus.SettingUp)]);
    }
}
