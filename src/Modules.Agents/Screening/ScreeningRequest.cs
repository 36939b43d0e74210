using Marten;
using Switchhook.Agents.Provisioning;
using Wolverine;

namespace Switchhook.Agents.Screening;

static class ScreeningRequest
{
    /// <summary>Records whether the owner's agent needs screening, and has Retell updated when that has changed.</summary>
    public static async Task<OutgoingMessages> AppendAsync(bool enabled, IDocumentSession session, CancellationToken stop)
    {
        if ((await session.LoadAsync<AgentQuota>(AgentQuota.Only, stop))?.AgentId is not { } agentId)
            return [];
        var stream = await session.Events.FetchForWriting<Agent>(Agent.StreamOf(agentId), stop);
        if (stream.Aggregate is not { Number: not null } agent || (agent.IsScreeningRequested == enabled && agent.IsScreened == enabled))
            return [];
        if (agent.IsScreeningRequested != enabled)
            stream.AppendOne(new ScreeningRequested(enabled));
        return [new UpdateScreening(agentId)];
    }
}
