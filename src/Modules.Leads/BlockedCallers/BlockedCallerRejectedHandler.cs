using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.BlockedCallers;

public static class BlockedCallerRejectedHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task Handle(BlockedCallerRejected message, IDocumentSession session, CancellationToken stop)
    {
        var stream = await session.Events.FetchForWriting<BlockedCaller>(BlockedCaller.Stream(message.Number), stop);
        // Retell asks again when an answer was lost: that is one call.
        if (stream.Aggregate is { } caller && (message.CallId is null || caller.LastCallId != message.CallId))
            stream.AppendOne(new BlockedCallRejected(message.CallId, message.At));
    }
}
