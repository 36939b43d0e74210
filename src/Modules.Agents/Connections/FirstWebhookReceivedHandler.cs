using Marten;
using Switchhook.Agents.Provisioning;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

/// <summary>The first delivery proves that the address and the key are right.</summary>
public static class FirstWebhookReceivedHandler
{
    public static void Configure(HandlerChain chain) => ConnectionStepRunner.RetryWhileUnavailable(chain);

    public static async Task<OutgoingMessages> Handle(FirstWebhookReceived heard, IDocumentSession session, CancellationToken stop) =>
        (await session.LoadAsync<AgentQuota>(AgentQuota.Only, stop))?.AgentId is { } agentId
            ? await ConnectionStepRunner.RecordAsync(
                Agent.StreamOf(agentId),
                session,
                _ => true,
                agent => ConnectionDecider.OnFirstWebhook(agent, heard.RetellAgentId),
                stop
            )
            : [];
}
