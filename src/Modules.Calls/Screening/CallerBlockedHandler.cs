using Marten;
using Switchhook.Contracts;
using Wolverine.Attributes;

namespace Switchhook.Calls.Screening;

[StickyHandler("switchhook.calls.inbound.keepblocked")]
public static class CallerBlockedHandler
{
    public static void Handle(CallerBlocked message, IDocumentSession session) => BlockedNumbers.Block(session, message.Number);
}
