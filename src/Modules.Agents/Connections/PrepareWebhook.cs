using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

/// <summary>Looks what stands at Retell and commits the intent to change it: to our address, or back when the owner leaves.</summary>
public record PrepareWebhook(Guid AgentId, int Attempt = 1) : WebhookMessage(AgentId, Attempt);

public static class PrepareWebhookHandler
{
    public static void Configure(HandlerChain chain) => ConnectionStepRunner.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(
        PrepareWebhook step,
        IDocumentSession session,
        ConnectionStepRunner runner,
        RetellSettings settings,
        CancellationToken stop
    ) =>
        runner.AskAsync(
            step,
            session,
            x => x.PublishingAfter is null && (x.Awaits is ConnectionStep.Webhook || x.IsDisconnecting),
            async (asked, retell) =>
            {
                var latest = await retell.Latest(asked.Connection!.RetellAgentId, stop);
                return agent => ConnectionDecider.OnWebhookRead(agent, latest, settings.WebhookUrl);
            },
            ConnectionDecider.WebhookRefused,
            stop
        );
}
