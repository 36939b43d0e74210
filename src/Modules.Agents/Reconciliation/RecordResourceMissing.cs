using Switchhook.Agents.Provisioning;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents.Reconciliation;

public record RecordResourceMissing(Guid AgentId, RetellResourceKind Kind, string Id) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class RecordResourceMissingHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        RecordResourceMissing lost,
        [WriteModel(nameof(RecordResourceMissing.Stream))] Agent? agent
    ) =>
        agent is null || agent.Holds(lost.Kind) != lost.Id
            ? ([], [])
            : ([new LostAtRetell(lost.Kind)], [agent.Changed(AgentStatus.NeedsAttention, agent.Number)]);
}
