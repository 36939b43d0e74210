using Marten;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents;

public record FindNumber(Guid AgentId) : ConnectMessage(AgentId);

public static class FindNumberHandler
{
    public static void Configure(HandlerChain chain) => Connector.Outlast(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(FindNumber step, IDocumentSession session, Connector connector, Links links, CancellationToken stop) =>
        connector.AskAsync(step, session, x => x.Awaits is ConnectionStep.Number, async (asked, retell) =>
        {
            var number = await retell.NumberAsBound(asked.Connection!.Number, stop);
            var link = await links.FindAsync(asked.Connection.RetellAgentId, stop);
            return agent => Connecting.Number(agent, number, link);
        }, (agent, refusal) => Connecting.Refused(agent, ConnectionStep.Number, refusal), stop);
}
