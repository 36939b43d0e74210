using Marten;

namespace Switchhook.Leads.Inbox;

/// <summary>What the dashboard says of leads.</summary>
/// <param name="OldestSince">When the longest-waiting lead called; null when none waits.</param>
public record LeadStatistics(int NeedsAttention, DateTimeOffset? OldestSince)
{
    public static async Task<LeadStatistics> ReadAsync(IQuerySession session, CancellationToken stop = default)
    {
        var waiting = session.Query<LeadList>().Where(x => x.NeedsAttention);
        var count = await waiting.CountAsync(stop);
        return new(count, count == 0 ? null : await waiting.MinAsync(x => x.WaitingSince, stop));
    }

    /// <summary>How many wait, but counted no further than to a hundred: every page asks.</summary>
    public static async Task<int> WaitingAsync(IQuerySession session, CancellationToken stop = default) =>
        (await session.Query<LeadList>().Where(x => x.NeedsAttention).Select(x => x.Id).Take(100).ToListAsync(stop)).Count;
}
