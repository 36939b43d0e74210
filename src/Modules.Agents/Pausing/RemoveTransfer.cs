using System.Net;
using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Pausing;

/// <summary>A transfer agent that is not needed any more, or one thing made for it that nobody waits for.</summary>
/// <param name="Id">Retell's, of a thing that is in no event; null for all that the generation has.</param>
public record RemoveTransfer(Guid AgentId, int Generation, RetellResourceKind Kind = RetellResourceKind.Agent, string? Id = null)
    : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class RemoveTransferHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static async Task<OutgoingMessages> Handle(
        RemoveTransfer step,
        IDocumentSession session,
        RetellAccounts accounts,
        CancellationToken stop
    )
    {
        if (await session.Events.AggregateStreamAsync<Agent>(step.Stream, token: stop) is not { } agent)
            return [];
        var transfer = agent.Transfers.FirstOrDefault(x => x.Generation == step.Generation);
        if (step.Id is null && transfer is not { IsOver: true })
            return [];
        try
        {
            var retell = (await accounts.OfAsync(agent, session, stop)).Agents;
            if (step.Id is not { } stray)
                await RemoveAsync(transfer!, retell, stop);
            else if (transfer?.LlmId != stray && transfer?.RetellAgentId != stray)
                await retell.Remove(step.Kind, stray, stop);
        }
        // An owner who has left took the key along: what is in their account is theirs to remove.
        catch (RetellRefusal closed) when (closed.Status is HttpStatusCode.Unauthorized && agent.Connection is { HasOwnKey: true }) { }
        if (step.Id is not null)
            return [];
        session.Events.Append(step.Stream, new TransferRemoved(step.Generation));
        // Its link stays as long as the connection: what comes late, and recordings of its calls, still need the owner's key.
        return transfer?.RetellAgentId is { } linked ? [new AgentUnlinked(linked)] : [];
    }

    static async Task RemoveAsync(Transfer transfer, RetellAgents retell, CancellationToken stop)
    {
        var agentId =
            transfer.RetellAgentId
            ?? (transfer.MayExistAtRetell(ProvisioningStage.TransferAgent) ? (await retell.FindAgent(transfer.Tag, stop))?.AgentId : null);
        if (agentId is not null)
            await retell.Remove(RetellResourceKind.Agent, agentId, stop);
        var llmId =
            transfer.LlmId
            ?? (transfer.MayExistAtRetell(ProvisioningStage.TransferPrompt) ? await retell.FindPrompt(transfer.Tag, stop) : null);
        if (llmId is not null)
            await retell.Remove(RetellResourceKind.Prompt, llmId, stop);
    }
}
