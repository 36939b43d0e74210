using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Versions;

/// <summary>A number that somebody pinned to one version would never answer with the one that was published.</summary>
public record UnpinNumber(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class UnpinNumberHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(120)]
    public static async Task<OutgoingMessages> Handle(
        UnpinNumber step,
        IDocumentSession session,
        RetellAccounts accounts,
        CancellationToken stop
    )
    {
        if (
            await session.Events.AggregateStreamAsync<Agent>(step.Stream, token: stop)
            is not { Deletion: DeletionState.None, Number: not null } agent
        )
            return [];
        try
        {
            await (await accounts.OfAsync(agent, session, stop)).NumberBindings.Unpin(agent, stop);
            return [];
        }
        catch (RetellRefusal refusal) when (!refusal.IsPassing)
        {
            // What was published stays published; if the number is gone, its owner is told.
            return [new CheckAgentAtRetell(step.AgentId)];
        }
    }
}
