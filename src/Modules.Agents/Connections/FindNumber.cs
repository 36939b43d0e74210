using Marten;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

public record FindNumber(Guid AgentId) : ConnectionMessage(AgentId);

public static class FindNumberHandler
{
    public static void Configure(HandlerChain chain) => ConnectionStepRunner.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(
        FindNumber step,
        IDocumentSession session,
        ConnectionStepRunner runner,
        AgentLinks links,
        CancellationToken stop
    ) =>
        runner.AskAsync(
            step,
            session,
            x => x.Awaits is ConnectionStep.Number,
            async (asked, retell) =>
            {
                var number = await retell.NumberAsBound(asked.Connection!.Number, stop);
                var link = await links.FindAsync(asked.Connection.RetellAgentId, stop);
                return agent => ConnectionDecider.OnNumberFound(agent, number, link);
            },
            (agent, refusal) => ConnectionDecider.Refused(agent, ConnectionStep.Number, refusal),
            stop
        );
}
