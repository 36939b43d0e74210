using Marten;
using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Provisioning.Compensation;

public record RemoveAgent(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class RemoveAgentHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static async Task<(EventsToAppend, OutgoingMessages)> Handle(
        RemoveAgent step,
        [WriteModel(nameof(RemoveAgent.Stream))] Agent? agent,
        IDocumentSession session,
        RetellAgents retell,
        HeldResources resources,
        CancellationToken stop
    )
    {
        if (agent is not { IsBeingUndone: true })
            return ([], []);
        var id = agent.RetellAgentId;
        if (id is null && agent.MayExistAtRetell(ProvisioningStage.Agent))
            id = (await retell.FindAgent(agent.Tag, stop))?.AgentId;
        if (id is null)
            return ([], [new RemovePrompt(step.AgentId)]);

        if (await resources.IsHeldByAnotherAsync(RetellResourceKind.Agent, id, session.TenantId, step.AgentId, stop))
            return ([new AgentRemoved(id)], [new RemovePrompt(step.AgentId)]);
        await retell.Remove(RetellResourceKind.Agent, id, stop);
        return ([new AgentRemoved(id)], [new AgentUnlinked(id), new RemovePrompt(step.AgentId)]);
    }
}
