using Marten;
using Marten.Linq.MatchesSql;
using Wolverine;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Leads;

/// <summary>Leads are read anew some at a time, so that one of a thousand that somebody is just working on holds up nobody.</summary>
/// <param name="After">The last one that was read.</param>
public record RereadLeads(int RuleVersion, string After = "");

public static class RereadLeadsHandler
{
    const int AtOnce = 50;

    public static void Configure(HandlerChain chain) => CaptureLead.Contend(chain);

    public static async Task<OutgoingMessages> Handle(RereadLeads command, IDocumentSession session, DateTimeOffset now, CancellationToken stop)
    {
        var rule = await CurrentRule.ReadAsync(session, stop);
        if (rule.Version != command.RuleVersion) return [];
        var rows = await session.Query<LeadList>().Where(x => x.MatchesSql("d.id > ?", command.After)).OrderBy(x => x.Id).Take(AtOnce).ToListAsync(stop);
        foreach (var row in rows)
            if (Reread.Decide(row.Lead, rule, now) is { } reread) session.Events.Append(row.Id, row.Version + 1, reread);
        return rows.Count < AtOnce ? [new ReadPassedCalls(rule.Version)] : [new RereadLeads(rule.Version, rows[^1].Id)];
    }
}
