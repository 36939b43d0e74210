using Marten;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.BackupNumbers;

/// <summary>
/// Has Retell send callers to the backup number, as it is wanted by then, or no longer. One at a time: another choice made in the meantime
/// is heard at its end.
/// </summary>
public record SetBackupNumber(Guid AgentId) : PersonalData
{
    public string Stream => Agent.StreamOf(AgentId);
}

public static class SetBackupNumberHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(120)]
    public static async Task<OutgoingMessages> Handle(
        SetBackupNumber step,
        IDocumentSession session,
        RetellAccounts accounts,
        CancellationToken stop
    )
    {
        if (await session.Events.AggregateStreamAsync<Agent>(step.Stream, token: stop) is not { } agent || !IsAwaited(agent))
            return [];
        object told;
        try
        {
            told = await (await accounts.OfAsync(agent, session, stop)).NumberBindings.SetBackupNumber(agent, stop);
        }
        catch (RetellRefusal refusal) when (!refusal.IsPassing)
        {
            told = new BackupNumberNotSet(agent.Backup.Number, BackupNumberText.For(refusal, agent), refusal.Message);
        }

        var stream = await session.Events.FetchForWriting<Agent>(step.Stream, stop);
        if (stream.Aggregate is not { } now || !IsAwaited(now))
            return [];
        var isOutdated = now.Backup.Number != agent.Backup.Number;
        if (isOutdated && told is BackupNumberNotSet)
            return [new SetBackupNumber(step.AgentId)];
        stream.AppendOne(told);
        if (isOutdated || told is BackupNumberBegun)
            return [new SetBackupNumber(step.AgentId)];
        return [now.WithEvent(told).Changed(AgentStatus.Of(now), now.Number)];
    }

    static bool IsAwaited(Agent agent) =>
        agent is { Backup.IsSetting: true, Deletion: DeletionState.None, Number: not null }
        && agent.Connection is not { IsDisconnecting: true };
}
