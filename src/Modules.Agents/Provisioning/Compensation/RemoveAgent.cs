using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public record RemoveAgent(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class RemoveAgentHandler
{
    public static void Configure(HandlerChain chain) => SetUp.Outlast(chain);

    [MessageTimeout(180)]
    public static async Task<(EventsToAppend, OutgoingMessages)> Handle(
        RemoveAgent step, [WriteModel(nameof(RemoveAgent.Stream))] Agent? agent, IDocumentSession session, RetellAgents retell, Ledger ledger,
        CancellationToken stop)
    {
        if (agent is not { IsBeingUndone: true }) return ([], []);
        var id = agent.RetellAgentId;
        if (id is null && agent.MayHaveLeft(SetUpStep.Agent)) id = (await retell.FindAgent(agent.Tag, stop))?.AgentId;
        if (id is null) return ([], [new RemovePrompt(step.AgentId)]);

        if (await ledger.IsHeldByAnotherAsync(Holding.Agent, id, session.TenantId, step.AgentId, stop))
            return ([new AgentRemoved(id)], [new RemovePrompt(step.AgentId)]);
        await retell.Remove(Holding.Agent, id, stop);
        return ([new AgentRemoved(id)], [new AgentUnlinked(id), new RemovePrompt(step.AgentId)]);
    }
}
