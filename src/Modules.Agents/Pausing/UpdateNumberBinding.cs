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

namespace Switchhook.Agents.Pausing;

/// <summary>Binds or unbinds the number, as last requested. One at a time: a request made meanwhile is handled at the end.</summary>
public record UpdateNumberBinding(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);

    public static OutgoingMessages UnlessPending(bool underWay, Agent agent, bool paused)
    {
        OutgoingMessages next = [agent.Changed(paused ? AgentStatus.Pausing : AgentStatus.Resuming, agent.Number)];
        if (!underWay)
            next.Add(new UpdateNumberBinding(agent.AgentId));
        return next;
    }
}

public static class UpdateNumberBindingHandler
{
    // Binding twice is binding once, so what had no answer is simply asked for again.
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(120)]
    public static async Task<OutgoingMessages> Handle(
        UpdateNumberBinding step,
        IDocumentSession session,
        RetellAccounts accounts,
        Installation installation,
        CancellationToken stop
    )
    {
        if (
            await session.Events.AggregateStreamAsync<Agent>(step.Stream, token: stop)
            is not { IsRoutingPending: true, Deletion: DeletionState.None } agent
        )
            return [];
        if (agent.NeedsTransfer)
            return await BeginTransferAsync(step, session, await installation.MarkAsync(stop), stop);
        object told;
        try
        {
            var lines = (await accounts.OfAsync(agent, session, stop)).NumberBindings;
            told = agent.RequestedRouting.Answers ? await lines.Resume(agent, stop) : await lines.Pause(agent, stop);
        }
        catch (RetellRefusal refusal) when (!refusal.IsPassing)
        {
            told = new NumberBindingFailed(PauseText.For(refusal, agent), refusal.Message);
        }

        var stream = await session.Events.FetchForWriting<Agent>(step.Stream, stop);
        if (stream.Aggregate is not { IsRoutingPending: true, Deletion: DeletionState.None } now)
            return [];
        if (told is NumberBindingFailed && now.RequestedRouting != agent.RequestedRouting)
            return [new UpdateNumberBinding(step.AgentId)];
        stream.AppendOne(told);
        var after = now.WithEvent(told);
        OutgoingMessages next = [.. after.Transfers.Where(x => x.IsOver).Select(x => new RemoveTransfer(step.AgentId, x.Generation))];
        if (now.RequestedRouting != agent.RequestedRouting)
            next.Add(new UpdateNumberBinding(step.AgentId));
        else
            next.Add(now.Changed(after.Routing.Answers ? AgentStatus.Live : AgentStatus.Paused, now.Number));
        if (told is NumberBindingFailed)
            next.Add(new CheckAgentAtRetell(step.AgentId));
        return next;
    }

    /// <summary>
    /// The agent that sends callers on is made first, so that the number changes hands in one go; its last step comes back here.
    /// </summary>
    static async Task<OutgoingMessages> BeginTransferAsync(
        UpdateNumberBinding step,
        IDocumentSession session,
        string mark,
        CancellationToken stop
    )
    {
        var stream = await session.Events.FetchForWriting<Agent>(step.Stream, stop);
        if (
            stream.Aggregate is not { IsRoutingPending: true, Deletion: DeletionState.None, NeedsTransfer: true } agent
            || agent.WantedTransfer is not null
        )
            return [];
        var generation = agent.LastTransfer + 1;
        stream.AppendOne(
            new TransferWanted(
                generation,
                agent.RequestedRouting.FallbackNumber!,
                Transfer.TagOf(mark, step.AgentId, session.TenantId, generation)
            )
        );
        return [new WriteTransferPrompt(step.AgentId)];
    }
}
