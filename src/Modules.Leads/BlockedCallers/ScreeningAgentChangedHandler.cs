using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;

namespace Switchhook.Leads.BlockedCallers;

/// <summary>A new number of the agent needs screening too while callers are blocked.</summary>
[StickyHandler("switchhook.leads.guardnewnumber")]
public static class ScreeningAgentChangedHandler
{
    public static async Task<OutgoingMessages> Handle(AgentChanged agent, IDocumentSession session, CancellationToken stop) =>
        agent.PhoneNumber is null
            ? []
            :
            [
                .. (await session.Query<BlockedCaller>().Where(x => x.IsBlocked).Take(1).ToListAsync(stop)).Select(x => new CallerBlocked(
                    x.Number
                )),
            ];
}
