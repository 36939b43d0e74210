using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <summary>The hour of the digest is the owner's own.</summary>
[WolverineHandler]
public static class KeepOwnersZone
{
    public static void Configure(HandlerChain chain)
    {
        chain.OutlastPlan();
        chain.Outlast();
    }

    public static async Task<OutgoingMessages> Handle(OwnerLivesIn owner, IDocumentSession session, DateTimeOffset now, CancellationToken stop) =>
        await ChooseLeadMailHandler.KeepAsync(await LeadMailWish.ReadAsync(session, stop) with { LivesIn = owner.Zone }, session, now, stop);
}
