using Marten;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

public record FindNumber(Guid AgentId) : ConnectionMessage(AgentId);

public static class FindNumberHandler
{
    public static void Configure(HandlerChain chain) => ConnectionStepRunner.RetryWhileDatabaseIsUnavailable(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(FindNumber step, IDocumentSession session, ConnectionStepRunner connector, AgentLinks links, CancellationToken stop) =>
        connector.AskAsync(step, session, x => x.Awaits is ConnectionStep.Number, async (asked, retell) =>
        {
            var number = await retell.NumberAsBound(asked.Connection!.Number, stop);
            var link = await links.FindAsync(asked.Connection.RetellAgentId, stop);
            return agent => ConnectionDecider.Number(agent, number, link);
        }, (agent, refusal) => ConnectionDecider.Refused(agent, ConnectionStep.Number, refusal), stop);
}
