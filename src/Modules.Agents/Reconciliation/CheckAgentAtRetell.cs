using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <summary>Retell said that it does not know something of this agent: looks at once what is gone, instead of at the next sweep.</summary>
public record LookForAgent(Guid AgentId) : Discreet
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class LookForAgentHandler
{
    public static void Configure(HandlerChain chain) => chain.OnException<RetellRefusal>().Discard();

    public static async Task<OutgoingMessages> Handle(LookForAgent look, IDocumentSession session, RetellAccounts accounts, CancellationToken stop)
    {
        if (await session.Events.AggregateStreamAsync<Agent>(look.Stream, token: stop) is not { Deletion: Deletion.None, Connection: not { IsOver: true } } agent) return [];
        var retell = (await accounts.OfAsync(agent, session, stop)).Agents;
        var (gone, there) = (new List<(Holding Kind, string Id)>(), 0);
        foreach (var kind in Enum.GetValues<Holding>().Except(agent.Lost))
        {
            if (agent.Holds(kind) is not { } id) continue;
            if (await retell.Exists(kind, id, stop)) there++;
            else gone.Add((kind, id));
        }
        // Nothing of it is there: the key may be another workspace's, which the sweep tells from a loss by all the other agents.
        if (there == 0 && agent.Connection is not { HasOwnKey: true } && gone.Count > 1) return [];
        return [.. gone.Select(x => new NoteLost(look.AgentId, x.Kind, x.Id))];
    }
}
