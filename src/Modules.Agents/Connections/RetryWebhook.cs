using Marten;
using Wolverine;

namespace Switchhook.Agents.Connections;

/// <summary>The owner has made room at Retell, and asks us to set the address once more.</summary>
public record RetryWebhook(Guid AgentId) : ConnectionMessage(AgentId);

public static class RetryWebhookHandler
{
    public static Task<OutgoingMessages> Handle(RetryWebhook command, IDocumentSession session, CancellationToken stop) =>
        ConnectionStepRunner.RecordAsync(
            command.Stream,
            session,
            x => x is { Awaits: null, IsWebhookSet: false, IsOver: false, IsDisconnecting: false },
            agent => new([new WebhookRetried()], [new PrepareWebhook(agent.AgentId)]),
            stop
        );
}
