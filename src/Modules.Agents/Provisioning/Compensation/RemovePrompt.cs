using Marten;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Purchases;
using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Marten;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Provisioning.Compensation;

/// <summary>The last step of the way back: afterwards nothing is left at Retell and the owner may create an agent again.</summary>
public record RemovePrompt(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class RemovePromptHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static async Task<(IMartenOp, EventsToAppend, OutgoingMessages)> Handle(
        RemovePrompt step,
        [WriteModel(nameof(RemovePrompt.Stream))] Agent? agent,
        IDocumentSession session,
        RetellAgents retell,
        HeldResources resources,
        CancellationToken stop
    )
    {
        if (agent is not { IsBeingUndone: true })
            return (MartenOps.Nothing(), [], []);
        var llmId = agent.LlmId;
        if (llmId is null && agent.MayExistAtRetell(ProvisioningStage.Prompt))
            llmId = await retell.FindPrompt(agent.Tag, stop);
        if (
            llmId is not null
            && !await resources.IsHeldByAnotherAsync(RetellResourceKind.Prompt, llmId, session.TenantId, step.AgentId, stop)
        )
            await retell.Remove(RetellResourceKind.Prompt, llmId, stop);

        EventsToAppend events = llmId is null ? [] : [new PromptRemoved(llmId)];
        var isDeleted = agent.Deletion is DeletionState.Requested;
        events.Add(isDeleted ? new AgentDeleted() : new ProvisioningCompensated());
        if (!agent.HasCost)
            PurchaseLedger.Release(session, step.AgentId);
        var quota = await session.LoadAsync<AgentQuota>(AgentQuota.Only, stop);
        return (
            quota?.AgentId == step.AgentId
                ? MartenOps.Update(agent.HasCost ? quota.Release() : quota.ReleaseUncounted())
                : MartenOps.Nothing(),
            events,
            [agent.Changed(isDeleted ? AgentStatus.Deleted : AgentStatus.Failed)]
        );
    }
}
