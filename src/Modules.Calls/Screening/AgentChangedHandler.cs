using Marten;
using Switchhook.Contracts;
using Wolverine.Attributes;

namespace Switchhook.Calls.Screening;

[StickyHandler("switchhook.calls.inbound.keepblocked")]
public static class AgentChangedHandler
{
    public static void Handle(AgentChanged agent, IDocumentSession session)
    {
        if (agent.PhoneNumber is { } number)
            BlockedNumbers.StoreNumberOwner(session, number);
    }
}
