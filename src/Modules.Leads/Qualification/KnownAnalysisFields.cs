using Marten;
using Switchhook.Leads.Inbox;

namespace Switchhook.Leads.Qualification;

/// <summary>The names of what the newest calls answered, for whoever writes a rule.</summary>
public static class KnownAnalysisFields
{
    public static async Task<IReadOnlyList<string>> ReadAsync(IQuerySession session, CancellationToken stop)
    {
        var leads = await session.Query<LeadList>().OrderBy(x => x.Place).Take(20).ToListAsync(stop);
        var passed = await session.Query<UnqualifiedCall>().Take(20).ToListAsync(stop);
        return
        [
            QualificationRule.Summary,
            .. leads
                .SelectMany(x => x.Lead.Facts.Calls)
                .Select(x => x.Said)
                .Concat(passed.Select(x => x.Said))
                .OfType<CallContent>()
                .SelectMany(x => x.Fields.Keys)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }
}
