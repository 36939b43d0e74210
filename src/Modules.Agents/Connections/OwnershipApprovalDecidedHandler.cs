using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <summary>The first admin to decide decides.</summary>
[WolverineHandler]
public static class DecideClaim
{
    public static void Configure(HandlerChain chain) => Connector.Outlast(chain);

    public static async Task<OutgoingMessages> Handle(ApprovalDecided decided, IDocumentSession session, Links links, CancellationToken stop)
    {
        var stream = Agent.StreamOf(decided.AgentId);
        if ((await session.Events.AggregateStreamAsync<Agent>(stream, token: stop))?.Connection is not { } connection) return [];
        var link = await links.FindAsync(connection.RetellAgentId, stop);
        return await Connector.RecordAsync(stream, session, x => x.Awaits is ConnectionStep.Approval, agent => Connecting.Decided(agent, decided.Approved, link), stop);
    }
}
