using Marten;
using Switchhook.Contracts;
using Wolverine.Attributes;

namespace Switchhook.Calls.Screening;

[StickyHandler("switchhook.calls.inbound.keepblocked")]
public static class BlockedNumbersHandler
{
    public static void Handle(CallerBlocked told, IDocumentSession session) => BlockedNumbers.Block(session, told.Number);

    public static void Handle(CallerUnblocked told, IDocumentSession session) => BlockedNumbers.Unblock(session, told.Number);

    public static void Handle(AgentChanged agent, IDocumentSession session)
    {
        if (agent.PhoneNumber is { } number) BlockedNumbers.Keep(session, number);
    }
}
