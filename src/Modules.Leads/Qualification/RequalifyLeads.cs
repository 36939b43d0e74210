using Marten;
using Marten.Linq.MatchesSql;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Inbox;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads.Qualification;

/// <summary>Leads are requalified in batches, so that one that is being edited does not delay the rest.</summary>
/// <param name="After">The last one that was read.</param>
public record RequalifyLeads(int RuleVersion, string After = "");

public static class RequalifyLeadsHandler
{
    const int AtOnce = 50;

    public static void Configure(HandlerChain chain) => CallAnalyzedNoticeHandler.RetryOnConflict(chain);

    public static async Task<OutgoingMessages> Handle(
        RequalifyLeads command,
        IDocumentSession session,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var rule = await CurrentRule.ReadAsync(session, stop);
        if (rule.Version != command.RuleVersion)
            return [];
        var rows = await session
            .Query<LeadList>()
            .Where(x => x.MatchesSql("d.id > ?", command.After))
            .OrderBy(x => x.Id)
            .Take(AtOnce)
            .ToListAsync(stop);
        foreach (var row in rows)
            if (Requalification.Decide(row.Lead, rule, now) is { } reread)
                session.Events.Append(row.Id, row.Version + 1, reread);
        return rows.Count < AtOnce ? [new RequalifyUnqualifiedCalls(rule.Version)] : [new RequalifyLeads(rule.Version, rows[^1].Id)];
    }
}
