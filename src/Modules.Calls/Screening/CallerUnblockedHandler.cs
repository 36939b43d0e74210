using Marten;
using Switchhook.Contracts;
using Wolverine.Attributes;

namespace Switchhook.Calls.Screening;

[StickyHandler("switchhook.calls.inbound.keepblocked")]
public static class CallerUnblockedHandler
{
    public static void Handle(CallerUnblocked message, IDocumentSession session) => BlockedNumbers.Unblock(session, message.Number);
}
