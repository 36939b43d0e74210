using Marten;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

/// <summary>It takes the old one's place once Retell has shown the agent for it.</summary>
public record CheckNewKey(Guid AgentId, ProtectedKey Key) : ConnectionMessage(AgentId);

public static class CheckNewKeyHandler
{
    public static void Configure(HandlerChain chain) => ProvisioningRules.RetryWhileUnavailable(chain);

    [MessageTimeout(180)]
    public static async Task<OutgoingMessages> Handle(
        CheckNewKey step,
        IDocumentSession session,
        RetellAccounts accounts,
        RetellKeyProtector protector,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (
            await session.Events.AggregateStreamAsync<Agent>(step.Stream, token: stop)
            is not { Connection: { HasOwnKey: true, IsOver: false } connection }
        )
            return [];
        object answer;
        try
        {
            var retell = accounts.With(protector.Unprotect(session.TenantId, step.Key.Sealed)).Agents;
            var info = await retell.KeyInfo(stop);
            await retell.Latest(connection.RetellAgentId, stop);
            answer = new KeyReplaced(info.OrgName ?? info.ApiKeyName ?? "", step.Key.Ends, now + OwnerKeyStore.FormerKeyLifetime);
        }
        catch (RetellRefusal refusal)
        {
            answer = new KeyRejected(ConnectionText.For(refusal, ConnectionStep.Agent, connection), refusal.Message);
        }
        return await ConnectionStepRunner.RecordAsync(
            step.Stream,
            session,
            x => !x.IsOver,
            agent =>
            {
                if (answer is not KeyReplaced)
                    return new([answer], []);
                OwnerKeyStore.Store(session, step.AgentId, step.Key.Sealed, now);
                var next = new OutgoingMessages();
                next.Delay(new ForgetFormerKeys(step.AgentId), OwnerKeyStore.FormerKeyLifetime);
                return new([answer], next);
            },
            stop
        );
    }
}
