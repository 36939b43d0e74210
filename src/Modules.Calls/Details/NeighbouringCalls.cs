using Marten;
using Marten.Linq.MatchesSql;
using Switchhook.BuildingBlocks.Input;
using Switchhook.Calls.List;

namespace Switchhook.Calls.Details;

/// <summary>The calls beside a call: the next newer and older one in the list, and what else the same number has called about.</summary>
/// <param name="Others">Newest first, some of them.</param>
/// <param name="Count">All of them, but no more than <see cref="Most"/>.</param>
/// <param name="Since">When the first of them was, this one with them; null where there are more than are counted.</param>
public sealed record NeighbouringCalls(string? Newer, string? Older, IReadOnlyList<CallList> Others, int Count, DateTimeOffset? Since)
{
    const int Shown = 5,
        Most = 1_000;

    public static readonly NeighbouringCalls None = new(null, null, [], 0, null);

    public static async Task<NeighbouringCalls> ReadAsync(IQuerySession session, CallDetails call, CancellationToken stop)
    {
        var newer = await session
            .Query<CallList>()
            .Where(x => x.MatchesSql("(d.at, d.id) > (?, ?)", call.At, call.Id))
            .OrderBy(x => x.At)
            .ThenBy(x => x.Id)
            .FirstOrDefaultAsync(stop);
        var older = await session
            .Query<CallList>()
            .Where(x => x.MatchesSql("(d.at, d.id) < (?, ?)", call.At, call.Id))
            .OrderByDescending(x => x.At)
            .ThenByDescending(x => x.Id)
            .FirstOrDefaultAsync(stop);
        var beside = new NeighbouringCalls(newer?.CallId, older?.CallId, [], 0, null);
        // Callers who hide their number have nothing in common.
        if (PhoneNumber.LineOf(call.Caller) is null)
            return beside;
        var others = session.Query<CallList>().Where(x => x.Caller == call.Caller && x.Id != call.Id);
        var times = await others.OrderByDescending(x => x.At).Select(x => x.At).Take(Most).ToListAsync(stop);
        if (times.Count == 0)
            return beside;
        return beside with
        {
            Others = [.. await others.OrderByDescending(x => x.At).Take(Shown).ToListAsync(stop)],
            Count = times.Count,
            Since =
                times.Count == Most ? null
                : call.At < times[^1] ? call.At
                : times[^1],
        };
    }
}
