using Marten;
using Marten.Exceptions;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Agents.Connections;

/// <summary>Asks Retell with the owner's key, decides on the newest state, and commits events, links and keys together.</summary>
[ChangesExternalSystems]
public sealed class ConnectionStepRunner(RetellAccounts accounts, ProvisioningSettings rules)
{
    public static void RetryWhileUnavailable(HandlerChain chain)
    {
        // Somebody else connected the agent a moment ago: decided again, that is a refusal.
        chain.OnException<MartenCommandException>(AgentLinks.IsTaken).RetryTimes(3);
        ProvisioningRules.RetryWhileUnavailable(chain);
    }

    public async Task<OutgoingMessages> AskAsync<T>(
        T message,
        IDocumentSession session,
        Func<Connection, bool> isAwaited,
        Func<Agent, RetellAgents, Task<Func<Agent, ConnectionResult>>> ask,
        Func<Agent, RetellRefusal, ConnectionResult> refused,
        CancellationToken stop
    )
        where T : ConnectionMessage
    {
        if (
            await session.Events.AggregateStreamAsync<Agent>(message.Stream, token: stop) is not { Connection: { } connection } agent
            || !isAwaited(connection)
        )
            return [];
        Func<Agent, ConnectionResult> decide;
        try
        {
            decide = await ask(agent, (await accounts.OfAsync(agent, session, stop)).Agents);
        }
        catch (RetellRefusal refusal) when (message is WebhookMessage change && change.MayTryAgainAfter(refusal))
        {
            var again = new OutgoingMessages();
            again.Delay(change with { Attempt = change.Attempt + 1 }, rules.LookupInterval / 4);
            return again;
        }
        catch (RetellRefusal refusal)
        {
            decide = newest => refused(newest, refusal);
        }
        return await RecordAsync(message.Stream, session, isAwaited, decide, stop);
    }

    public static async Task<OutgoingMessages> RecordAsync(
        string key,
        IDocumentSession session,
        Func<Connection, bool> isAwaited,
        Func<Agent, ConnectionResult> decide,
        CancellationToken stop
    )
    {
        var stream = await session.Events.FetchForWriting<Agent>(key, stop);
        if (stream.Aggregate is not { Connection: { } connection } agent || !isAwaited(connection))
            return [];
        var finding = decide(agent);
        stream.AppendMany([.. finding.Events]);
        foreach (var happened in finding.Events)
            await SyncLinksAsync(session, agent.AgentId, happened, stop);
        return finding.Next;
    }

    static async Task SyncLinksAsync(IDocumentSession session, Guid agentId, object happened, CancellationToken stop)
    {
        if (happened is AgentConnected connected)
            AgentLinks.Add(session, connected.RetellAgentId, agentId);
        if (happened is not (ConnectionRefused or AgentDisconnected))
            return;
        AgentLinks.Remove(session, agentId);
        OwnerKeyStore.Delete(session, agentId);
        if (await session.LoadAsync<AgentQuota>(AgentQuota.Only, stop) is { } quota && quota.AgentId == agentId)
            session.Update(quota.Release());
    }
}
