using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

/// <summary>Looks what stands at Retell and commits the intent to change it: to our address, or back when the owner leaves.</summary>
public record PointWebhook(Guid AgentId, int Attempt = 1) : WebhookMessage(AgentId, Attempt);

public static class PointWebhookHandler
{
    public static void Configure(HandlerChain chain) => Connector.Outlast(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(PointWebhook step, IDocumentSession session, Connector connector, RetellSettings settings, CancellationToken stop) =>
        connector.AskAsync(step, session, x => x.Publishing is null && (x.Awaits is ConnectionStep.Webhook || x.IsLeaving), async (asked, retell) =>
        {
            var latest = await retell.Latest(asked.Connection!.RetellAgentId, stop);
            return agent => Connecting.Webhook(agent, latest, settings.WebhookUrl);
        }, Connecting.WebhookRefused, stop);
}
