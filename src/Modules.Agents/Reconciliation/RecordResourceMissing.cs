using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents;

public record NoteLost(Guid AgentId, Holding Kind, string Id) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class NoteLostHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(NoteLost lost, [WriteModel(nameof(NoteLost.Stream))] Agent? agent) =>
        agent is null || agent.Holds(lost.Kind) != lost.Id ? ([], []) : ([new LostAtRetell(lost.Kind)], [agent.Changed(AgentStatus.NeedsAttention, agent.Number)]);
}
