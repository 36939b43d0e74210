using Marten;
using Switchhook.Contracts;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <summary>The hour of the digest is the owner's own.</summary>
[WolverineHandler]
public static class KeepOwnersZone
{
    public static void Configure(HandlerChain chain) => chain.Outlast();

    public static async Task Handle(OwnerLivesIn owner, IDocumentSession session, CancellationToken stop) =>
        session.Store(await LeadMailWish.ReadAsync(session, stop) with { LivesIn = owner.Zone });
}
