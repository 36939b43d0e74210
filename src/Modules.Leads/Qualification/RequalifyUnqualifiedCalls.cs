using Marten;
using Marten.Linq.MatchesSql;
using Switchhook.Leads.Capture;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Qualification;

/// <summary>Calls that made no lead by the former rule may by this one. One at a time: two of one number make one lead.</summary>
public record RequalifyUnqualifiedCalls(int RuleVersion, string After = "");

public static class RequalifyUnqualifiedCallsHandler
{
    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task<OutgoingMessages> Handle(RequalifyUnqualifiedCalls command, IDocumentSession session, CancellationToken stop)
    {
        var rule = await CurrentRule.ReadAsync(session, stop);
        if (rule.Version != command.RuleVersion)
            return [];
        var last = command.After;
        while (
            await session.Query<UnqualifiedCall>().Where(x => x.MatchesSql("d.id > ?", last)).OrderBy(x => x.Id).Take(100).ToListAsync(stop)
                is { Count: > 0 } passed
        )
        {
            if (passed.FirstOrDefault(x => rule.IsLead(x.Said)) is { } found)
            {
                await CallLock.TakeAsync(session, [found.Id], stop);
                // While this waited its turn, the call may have been told again, or made a lead by a person.
                if (await session.LoadAsync<UnqualifiedCall>(found.Id, stop) is { } still && rule.IsLead(still.Said))
                    await CallAnalyzedNoticeHandler.CaptureAsync(still.Said, rule, session, stop);
                return [new RequalifyUnqualifiedCalls(rule.Version, found.Id)];
            }
            last = passed[^1].Id;
        }
        return [];
    }
}
