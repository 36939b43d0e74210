using System.Net;
using Marten;
using Switchhook.Agents.Retell;
using Switchhook.Contracts;

namespace Switchhook.Agents.Connections;

/// <summary>
/// Which account at Retell an agent lives in: the platform's, or its owner's own. All that is asked for one agent goes through here.
/// </summary>
[ChangesExternalSystems]
public sealed class RetellAccounts(RetellClient client, OwnerKeyStore keys, TimeProvider time)
{
    readonly RetellAccount platform = new(client);

    public async ValueTask<RetellAccount> OfAsync(Agent agent, IDocumentSession session, CancellationToken stop)
    {
        if (agent.Connection is not { HasOwnKey: true })
            return platform;
        return await keys.ReadAsync(session.TenantId, agent.AgentId, time.GetUtcNow(), stop) is [var newest, ..]
            ? With(newest)
            : throw new RetellRefusal(
                HttpStatusCode.Unauthorized,
                "Not asked: the owner's key cannot be opened any more.",
                mayHaveHappened: false
            );
    }

    public RetellAccount With(string key) => new(client.With(key));
}
