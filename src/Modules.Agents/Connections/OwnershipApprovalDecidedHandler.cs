using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

/// <summary>The first admin to decide decides.</summary>
public static class OwnershipApprovalDecidedHandler
{
    public static void Configure(HandlerChain chain) => ConnectionStepRunner.RetryWhileUnavailable(chain);

    public static async Task<OutgoingMessages> Handle(
        OwnershipApprovalDecided decided,
        IDocumentSession session,
        AgentLinks links,
        CancellationToken stop
    )
    {
        var stream = Agent.StreamOf(decided.AgentId);
        if ((await session.Events.AggregateStreamAsync<Agent>(stream, token: stop))?.Connection is not { } connection)
            return [];
        var link = await links.FindAsync(connection.RetellAgentId, stop);
        return await ConnectionStepRunner.RecordAsync(
            stream,
            session,
            x => x.Awaits is ConnectionStep.Approval,
            agent => ConnectionDecider.OnApprovalDecided(agent, decided.Approved, link),
            stop
        );
    }
}
