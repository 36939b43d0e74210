using Switchhook.Agents.Deletion;
using Switchhook.Agents.Reconciliation;
using Switchhook.Contracts;

namespace Switchhook.Agents.Versions;

public static class EditableAgent
{
    /// <summary>The agent, or the sentence why nothing of it can be changed.</summary>
    public static Agent Of(Agent? agent) =>
        agent switch
        {
            null or { Deletion: DeletionState.Done } or { Connection.IsOver: true } => throw new Refused(
                "There is no such agent any more."
            ),
            { Connection.IsDisconnecting: true } => throw new Refused("This agent is being disconnected."),
            { Connection.Status: not null } => throw new Refused("This agent is still being connected."),
            { Connection: not null, LlmId: null } => throw new Refused(
                "This agent's conversation is not led by one prompt. Change it in Retell's dashboard."
            ),
            { Deletion: DeletionState.Requested } => throw new Refused("This agent is being deleted."),
            { Failure: not null } => throw new Refused("This agent could not be set up. Create it once more."),
            { Awaits: not null } => throw new Refused("The agent is still being set up. That takes a minute at most."),
            { Revisions: [] } => throw new Refused("This agent's versions are not known yet. Try again in a minute."),
            { MissingResources: [_, ..] lost } => throw new Refused(MissingResourceText.For(lost, agent.Connection is not null)),
            _ => agent,
        };
}
