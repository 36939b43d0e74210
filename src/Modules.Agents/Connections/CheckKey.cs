using Marten;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

public record CheckKey(Guid AgentId) : ConnectionMessage(AgentId);

public static class CheckKeyHandler
{
    public static void Configure(HandlerChain chain) => ConnectionStepRunner.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(
        CheckKey step,
        IDocumentSession session,
        ConnectionStepRunner runner,
        CancellationToken stop
    ) =>
        runner.AskAsync(
            step,
            session,
            x => x.Awaits is ConnectionStep.Key,
            async (_, retell) =>
            {
                var info = await retell.KeyInfo(stop);
                return agent => ConnectionDecider.OnKeyChecked(agent, info);
            },
            (agent, refusal) => ConnectionDecider.Refused(agent, ConnectionStep.Key, refusal),
            stop
        );
}
