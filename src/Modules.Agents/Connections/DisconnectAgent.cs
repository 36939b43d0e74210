using JasperFx;
using Marten;
using Switchhook.Agents.Versions;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

/// <summary>The agent goes back to where its events went before. At Retell it stays, and so does its number.</summary>
public record DisconnectAgent(Guid AgentId) : ConnectionMessage(AgentId);

public static class DisconnectAgentHandler
{
    public static void Configure(HandlerChain chain) => chain.OnException<ConcurrencyException>().RetryTimes(3);

    public static async Task<OutgoingMessages> Handle(DisconnectAgent command, IDocumentSession session, CancellationToken stop)
    {
        if (await session.Events.AggregateStreamAsync<Agent>(command.Stream, token: stop) is not { } agent)
            throw new Refused("There is no such agent.");
        if (agent.Connection is null)
            throw new Refused("This agent was created here: it can be deleted, not disconnected.");
        if (agent.Revisions.Publishing() is not null)
            throw new Refused("A version of this agent is being published. Disconnect it when that is done.");
        if (agent.Backup.IsSetting)
            throw new Refused("The backup number is still being saved. Disconnect the agent when that's done.");
        if (agent is { MissingResources.Count: 0 } and ({ IsRoutingPending: true } or { Routing.Answers: false }))
            throw new Refused("This agent is paused, so nobody answers its number. Resume it before you disconnect it.");
        return await ConnectionStepRunner.RecordAsync(
            command.Stream,
            session,
            x => x is { IsOver: false, IsDisconnecting: false },
            ConnectionDecider.Disconnect,
            stop
        );
    }
}
