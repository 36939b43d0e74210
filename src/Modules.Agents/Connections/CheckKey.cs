using Marten;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public record CheckKey(Guid AgentId) : ConnectMessage(AgentId);

public static class CheckKeyHandler
{
    public static void Configure(HandlerChain chain) => Connector.Outlast(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(CheckKey step, IDocumentSession session, Connector connector, CancellationToken stop) =>
        connector.AskAsync(step, session, x => x.Awaits is ConnectionStep.Key, async (_, retell) =>
        {
            var info = await retell.KeyInfo(stop);
            return agent => Connecting.Key(agent, info);
        }, (agent, refusal) => Connecting.Refused(agent, ConnectionStep.Key, refusal), stop);
}
