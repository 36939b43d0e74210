using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Agents.Versions;

/// <summary>Publishes once more what could not be published.</summary>
public record RetryEdit(Guid AgentId, int Revision) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class RetryEditHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(RetryEdit command, [WriteModel(nameof(RetryEdit.Stream))] Agent? agent)
    {
        var now = EditableAgent.Of(agent);
        if (command.Revision != now.Newest.Number || now.Newest.State is not RevisionState.Failed)
            return ([], []);
        if (now.ForeignEdit is not null)
            throw new ForeignEditUnresolved();
        return EditRetry.Of(now);
    }
}

static class EditRetry
{
    public static (EventsToAppend, OutgoingMessages) Of(Agent agent) =>
        ([new EditRetried(agent.Newest.Number)], [new PublishEdit(agent.AgentId, agent.Newest.Number)]);
}
