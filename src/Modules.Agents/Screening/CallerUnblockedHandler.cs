using Marten;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Attributes;

namespace Switchhook.Agents.Screening;

[StickyHandler("switchhook.agents.hearofblocked")]
public static class CallerUnblockedHandler
{
    public static Task<OutgoingMessages> Handle(CallerUnblocked message, IDocumentSession session, CancellationToken stop) =>
        message.IsLast ? ScreeningRequest.AppendAsync(enabled: false, session, stop) : Task.FromResult(new OutgoingMessages());
}
