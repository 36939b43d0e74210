using Marten;

namespace Switchhook.Leads;

/// <summary>The names of what the newest calls answered, for whoever writes a rule.</summary>
public static class HeardFields
{
    public static async Task<IReadOnlyList<string>> ReadAsync(IQuerySession session, CancellationToken stop)
    {
        var leads = await session.Query<LeadList>().OrderBy(x => x.Place).Take(20).ToListAsync(stop);
        var passed = await session.Query<PassedCall>().Take(20).ToListAsync(stop);
        return
        [
            LeadRule.Summary,
            .. leads.SelectMany(x => x.Lead.Facts.Calls).Select(x => x.Said).Concat(passed.Select(x => x.Said)).OfType<CallSaid>().SelectMany(x => x.Fields.Keys).Distinct().Order(StringComparer.Ordinal),
        ];
    }
}
