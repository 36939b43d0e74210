using Marten;
using Switchhook.Agents.Connections;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.BackupNumbers;

/// <summary>
/// The first step of disconnecting: the number gets back what it had before, unless it was changed in Retell's dashboard since.
/// </summary>
public record RestoreBackupNumber(Guid AgentId, int Attempt = 1) : WebhookMessage(AgentId, Attempt);

public static class RestoreBackupNumberHandler
{
    public static void Configure(HandlerChain chain) => ConnectionStepRunner.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static Task<OutgoingMessages> Handle(
        RestoreBackupNumber step,
        IDocumentSession session,
        ConnectionStepRunner runner,
        CancellationToken stop
    ) =>
        runner.AskAsync(
            step,
            session,
            x => x is { IsDisconnecting: true, PublishingAfter: null },
            async (asked, retell) =>
            {
                var (ours, before) = (asked.Backup.Set!.Number, asked.Backup.Before!.Number);
                var isOurs = (await retell.NumberAsBound(asked.Number!, stop)).FallbackNumber == ours;
                if (isOurs)
                    await retell.ChangeFallback(asked.Number!, new(before), stop);
                return agent => ConnectionDecider.BackupRestored(agent, isOurs ? [new BackupNumberRestored(before)] : []);
            },
            (agent, refusal) =>
                ConnectionDecider.BackupRestored(
                    agent,
                    BackupNumberText.NotRestored(agent, refusal) is { } sentence
                        ? [new BackupNumberNotRestored(sentence, refusal.Message)]
                        : []
                ),
            stop
        );
}
