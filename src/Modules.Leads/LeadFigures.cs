using Marten;

namespace Switchhook.Leads;

/// <summary>What the dashboard says of leads.</summary>
/// <param name="OldestSince">When the longest-waiting lead called; null when none waits.</param>
public record LeadFigures(int NeedsAttention, DateTimeOffset? OldestSince)
{
    public static async Task<LeadFigures> ReadAsync(IQuerySession session, CancellationToken stop = default)
    {
        var count = await WaitingAsync(session, stop);
        return new(count, count == 0 ? null : await session.Query<LeadList>().Where(x => x.NeedsAttention).MinAsync(x => x.WaitingSince, stop));
    }

    public static Task<int> WaitingAsync(IQuerySession session, CancellationToken stop = default) => session.Query<LeadList>().CountAsync(x => x.NeedsAttention, stop);
}
