using Marten;
using Switchhook.Contracts;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <summary>The rule passed over a call, and its owner knows better. A lead that a person made stays one, whatever rule comes.</summary>
public record MakeLead(string CallId);

public static class MakeLeadHandler
{
    public static void Configure(HandlerChain chain) => CaptureLead.Contend(chain);

    public static async Task Handle(MakeLead command, IDocumentSession session, CancellationToken stop)
    {
        await CallTurn.TakeAsync(session, [command.CallId], stop);
        if (await session.LoadAsync<LeadOfCall>(command.CallId, stop) is not null) return;
        if (await session.LoadAsync<PassedCall>(command.CallId, stop) is not { } passed) throw new Refused("This call has not been read for leads yet. Try again in a moment.");
        await CaptureLead.KeepAsync(passed.Said, await CurrentRule.ReadAsync(session, stop), session, stop, byHand: true);
    }
}
