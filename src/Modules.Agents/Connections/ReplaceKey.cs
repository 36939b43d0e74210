using Marten;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Connections;

/// <summary>The owner has a new key at Retell. The former one is good for signatures for a day more.</summary>
public record ReplaceKey(Guid AgentId, ProtectedKey Key) : ConnectionMessage(AgentId);

public static class ReplaceKeyHandler
{
    public static async Task<OutgoingMessages> Handle(ReplaceKey command, IDocumentSession session, CancellationToken stop) =>
        await session.Events.AggregateStreamAsync<Agent>(command.Stream, token: stop)
            is { Connection: { HasOwnKey: true, IsOver: false, IsDisconnecting: false } }
            ? await ConnectionStepRunner.RecordAsync(
                command.Stream,
                session,
                x => !x.IsOver,
                agent => new([new KeyOffered(command.Key.Ends)], [new CheckNewKey(agent.AgentId, command.Key)]),
                stop
            )
            : throw new Refused("This agent is not connected with a key of your own.");
}
