using Marten;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

/// <summary>The change itself, in a version of its own after the one that was published.</summary>
public record PublishWebhook(Guid AgentId, int Attempt = 1) : WebhookMessage(AgentId, Attempt);

public static class PublishWebhookHandler
{
    public static void Configure(HandlerChain chain) => ConnectionStepRunner.RetryWhileUnavailable(chain);

    [MessageTimeout(300)]
    public static Task<OutgoingMessages> Handle(
        PublishWebhook step,
        IDocumentSession session,
        ConnectionStepRunner runner,
        RetellSettings settings,
        CancellationToken stop
    ) =>
        runner.AskAsync(
            step,
            session,
            x => x.PublishingAfter is not null,
            async (asked, retell) =>
            {
                var published = await WebhookChange.For(asked.Connection!, settings.WebhookUrl).PublishAsync(retell, stop);
                if (!published.IsOurs)
                    return agent => ConnectionDecider.OnWebhookRead(agent, published.Latest, settings.WebhookUrl);
                var pin = await RepinNumberAsync(retell, asked, published.Latest.Version, stop);
                return agent => ConnectionDecider.OnWebhookPublished(agent, published.Latest.Version, pin);
            },
            ConnectionDecider.WebhookRefused,
            stop
        );

    /// <summary>A number that is pinned to the version before would go on with the address before. Returns where it stays pinned.</summary>
    static async Task<string?> RepinNumberAsync(RetellAgents retell, Agent agent, int version, CancellationToken stop)
    {
        string? pin = null;
        try
        {
            var (id, before) = (agent.Connection!.RetellAgentId, agent.Connection.PublishingAfter!.Value);
            var number = await retell.NumberAsBound(agent.Connection.Number, stop);
            pin = number.PinOf(id, except: version);
            if (number.Repinned(id, before, version) is not { } lists)
                return pin;
            if (!lists.ChangesNothing)
                await retell.Rebind(agent.Connection.Number, lists, stop);
            return null;
        }
        catch (RetellRefusal refused) when (!refused.IsPassing)
        {
            return pin;
        }
    }
}
