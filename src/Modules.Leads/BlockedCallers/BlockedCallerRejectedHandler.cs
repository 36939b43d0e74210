using Marten;
using Switchhook.Contracts;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

[WolverineHandler]
public static class NoteTurnedAway
{
    public static void Configure(HandlerChain chain) => CaptureLead.Contend(chain);

    public static async Task Handle(CallerTurnedAway told, IDocumentSession session, CancellationToken stop)
    {
        var stream = await session.Events.FetchForWriting<BlockedCaller>(BlockedCaller.Stream(told.Number), stop);
        // Retell asks again when an answer was lost: that is one call.
        if (stream.Aggregate is { } caller && (told.CallId is null || caller.LastCallId != told.CallId)) stream.AppendOne(new CallTurnedAway(told.CallId, told.At));
    }
}
