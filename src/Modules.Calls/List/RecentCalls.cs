using Marten;

namespace Switchhook.Calls.List;

/// <summary>The newest calls that are over, for the dashboard.</summary>
public static class RecentCalls
{
    public static async Task<IReadOnlyList<CallList>> ReadAsync(IQuerySession session, CancellationToken stop = default) =>
        await session
            .Query<CallList>()
            .Where(x => x.Over)
            .OrderByDescending(x => x.At)
            .ThenByDescending(x => x.Id)
            .Take(8)
            .ToListAsync(stop);
}
