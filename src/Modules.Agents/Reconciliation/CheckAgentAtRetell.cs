using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Reconciliation;

/// <summary>Retell said that it does not know something of this agent: looks at once what is gone, instead of at the next sweep.</summary>
public record CheckAgentAtRetell(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class CheckAgentAtRetellHandler
{
    public static void Configure(HandlerChain chain) => chain.OnException<RetellRefusal>().Discard();

    public static async Task<OutgoingMessages> Handle(
        CheckAgentAtRetell look,
        IDocumentSession session,
        RetellAccounts accounts,
        CancellationToken stop
    )
    {
        if (
            await session.Events.AggregateStreamAsync<Agent>(look.Stream, token: stop)
            is not { Deletion: DeletionState.None, Connection: not { IsOver: true } } agent
        )
            return [];
        var retell = (await accounts.OfAsync(agent, session, stop)).Agents;
        var (gone, there) = (new List<(RetellResourceKind Kind, string Id)>(), 0);
        foreach (var kind in Enum.GetValues<RetellResourceKind>().Except(agent.MissingResources))
        {
            if (agent.Holds(kind) is not { } id)
                continue;
            if (await retell.Exists(kind, id, stop))
                there++;
            else
                gone.Add((kind, id));
        }
        // Nothing of it is there: the key may be another workspace's, which the sweep tells from a loss by all the other agents.
        if (there == 0 && agent.Connection is not { HasOwnKey: true } && gone.Count > 1)
            return [];
        return [.. gone.Select(x => new RecordResourceMissing(look.AgentId, x.Kind, x.Id))];
    }
}
