using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.BlockedCallers;

public static class BlockedCallerRejectedHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.Contend(chain);

    public static async Task Handle(BlockedCallerRejected told, IDocumentSession session, CancellationToken stop)
    {
        var stream = await session.Events.FetchForWriting<BlockedCaller>(BlockedCaller.Stream(told.Number), stop);
        // Retell asks again when an answer was lost: that is one call.
        if (stream.Aggregate is { } caller && (told.CallId is null || caller.LastCallId != told.CallId)) stream.AppendOne(new BlockedCallRejected(told.CallId, told.At));
    }
}
