using Switchhook.Agents.Pausing;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Provisioning.Compensation;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents.Deletion;

/// <param name="Name">The agent's name, typed once more: the number is gone for good.</param>
public record DeleteAgent(Guid AgentId, string Name) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class DeleteAgentHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(DeleteAgent command, [WriteModel(nameof(DeleteAgent.Stream))] Agent? agent)
    {
        if (agent is null)
            throw new Refused("There is no such agent.");
        if (agent.Connection is not null)
            throw new Refused("This agent was made at Retell and stays there: disconnect it instead.");
        if (agent.Deletion is not DeletionState.None)
            return ([], []);
        if (agent.IsCompensated)
            throw new Refused("This agent was never finished, and nothing of it is left to delete.");
        if (!string.Equals(command.Name?.Trim(), agent.Name, StringComparison.OrdinalIgnoreCase))
            throw new Refused($"Type the agent's name, {agent.Name}, to delete it.");
        return (
            [new AgentDeletionRequested()],
            [
                new ReleaseNumber(command.AgentId),
                .. agent.Transfers.Select(x => new RemoveTransfer(command.AgentId, x.Generation)),
                agent.Changed(AgentStatus.Deleting, agent.Number),
            ]
        );
    }
}
