using Switchhook.Agents.Provisioning;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents.Reconciliation;

/// <summary>What was thought lost stands at Retell after all.</summary>
public record RecordResourceFound(Guid AgentId, RetellResourceKind Kind, string Id) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class RecordResourceFoundHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        RecordResourceFound found,
        [WriteModel(nameof(RecordResourceFound.Stream))] Agent? agent
    )
    {
        if (agent is null || agent.Holds(found.Kind) != found.Id || !agent.MissingResources.Contains(found.Kind))
            return ([], []);
        var back = agent.Apply(new FoundAtRetell(found.Kind));
        return ([new FoundAtRetell(found.Kind)], [back.Changed(AgentStatus.Of(back), back.Number)]);
    }
}
