using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;

namespace Switchhook.Agents.Screening;

[StickyHandler("switchhook.agents.hearofblocked")]
public static class CallerBlockedHandler
{
    public static Task<OutgoingMessages> Handle(CallerBlocked _, IDocumentSession session, CancellationToken stop) =>
        ScreeningRequest.AppendAsync(enabled: true, session, stop);
}
