using Marten;

namespace Switchhook.Agents;

/// <summary>Which account at Retell an agent lives in: the platform's, or its owner's own. All that is asked for an agent goes through here.</summary>
public sealed class RetellAccounts(RetellAgents platform, OwnersKeys keys, TimeProvider time)
{
    public async ValueTask<RetellAgents> OfAsync(Agent agent, IDocumentSession session, CancellationToken stop)
    {
        if (agent.Connection is not { HasOwnKey: true }) return platform;
        return await keys.ReadAsync(session.TenantId, agent.AgentId, time.GetUtcNow(), stop) is [var newest, ..]
            ? platform.With(newest)
            : throw new InvalidOperationException("The owner's key of this agent is no longer kept.");
    }

    public RetellAgents With(string key) => platform.With(key);
}
