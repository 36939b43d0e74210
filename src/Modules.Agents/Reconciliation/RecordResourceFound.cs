using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents;

/// <summary>What was thought lost stands at Retell after all.</summary>
public record NoteFound(Guid AgentId, Holding Kind, string Id) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class NoteFoundHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(NoteFound found, [WriteModel(nameof(NoteFound.Stream))] Agent? agent)
    {
        if (agent is null || agent.Holds(found.Kind) != found.Id || !agent.Lost.Contains(found.Kind)) return ([], []);
        var back = agent.Apply(new FoundAtRetell(found.Kind));
        return ([new FoundAtRetell(found.Kind)], [back.Changed(AgentStatus.Of(back), back.Number)]);
    }
}
