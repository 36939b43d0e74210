using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Inbox;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.BlockedCallers;

/// <param name="Caller">The stream of the number.</param>
public record UnblockNumber(string Caller) : PersonalData;

public static class UnblockNumberHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task<OutgoingMessages> Handle(
        UnblockNumber command,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        if (await session.LoadAsync<BlockedCaller>(command.Caller, stop) is not { } caller)
            throw new Refused("This number is not blocked.");
        var message = await BlockList.UnblockAsync([caller.Number], session, now, stop);
        if (
            message.Count > 0
            && caller.Lead is { } lead
            && await session.LoadAsync<LeadDetails>(lead, stop) is { Lead.IsBlocked: true } blocked
        )
            session.Events.Append(lead, blocked.Version + 1, new LeadCallerUnblocked([caller.Number], now));
        return message;
    }
}
