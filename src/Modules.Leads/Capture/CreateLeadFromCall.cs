using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Qualification;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Capture;

/// <summary>The rule passed over a call, and its owner knows better. A lead that a person made stays one, whatever rule comes.</summary>
public record CreateLeadFromCall(string CallId);

public static class CreateLeadFromCallHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task Handle(CreateLeadFromCall command, IDocumentSession session, CancellationToken stop)
    {
        await CallLock.TakeAsync(session, [command.CallId], stop);
        if (await session.LoadAsync<LeadOfCall>(command.CallId, stop) is not null)
            return;
        if (await session.LoadAsync<UnqualifiedCall>(command.CallId, stop) is not { } passed)
            throw new Refused("This call has not been read for leads yet. Try again in a moment.");
        await CallAnalyzedNoticeHandler.CaptureAsync(passed.Said, await CurrentRule.ReadAsync(session, stop), session, stop, byHand: true);
    }
}
