using Marten;
using Switchhook.Agents.Provisioning;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;

namespace Switchhook.Agents.Screening;

[StickyHandler("switchhook.agents.hearofblocked")]
public static class CallerBlockedHandler
{
    public static Task<OutgoingMessages> Handle(CallerBlocked _, IDocumentSession session, CancellationToken stop) => GuardAsync(true, session, stop);

    public static Task<OutgoingMessages> Handle(CallerUnblocked told, IDocumentSession session, CancellationToken stop) =>
        told.IsLast ? GuardAsync(false, session, stop) : Task.FromResult(new OutgoingMessages());

    static async Task<OutgoingMessages> GuardAsync(bool guarded, IDocumentSession session, CancellationToken stop)
    {
        if ((await session.LoadAsync<AgentQuota>(AgentQuota.Only, stop))?.AgentId is not { } agentId) return [];
        var stream = await session.Events.FetchForWriting<Agent>(Agent.StreamOf(agentId), stop);
        if (stream.Aggregate is not { Number: not null } agent || (agent.WantsGuard == guarded && agent.IsGuarded == guarded)) return [];
        if (agent.WantsGuard != guarded) stream.AppendOne(new ScreeningRequested(guarded));
        return [new UpdateScreening(agentId)];
    }
}
