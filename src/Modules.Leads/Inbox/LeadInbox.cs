using Marten;
using Switchhook.Contracts;
using Switchhook.Leads.Notifications;

namespace Switchhook.Leads.Inbox;

/// <summary>One page of the list with the figures above it.</summary>
/// <param name="Found">How many the filter finds, on this page and off it.</param>
public record LeadInbox(
    LeadFilter Filter,
    IReadOnlyList<LeadList> Rows,
    bool HasPrevious,
    bool HasNext,
    LeadStatistics Figures,
    int Total,
    int Found,
    DateTimeOffset Now,
    int UndeliveredMails = 0
)
{
    const int Size = 25;

    public string? Newer => HasPrevious && Filter.Search is null ? (Filter with { After = null, Before = Key(Rows[0]) }).Url : null;

    public string? Older => HasNext && Filter.Search is null ? (Filter with { After = Key(Rows[^1]), Before = null }).Url : null;

    public static async Task<LeadInbox> ReadAsync(
        IQuerySession session,
        LeadFilter filter,
        DateTimeOffset now,
        UserTimeZone zone,
        CancellationToken stop
    )
    {
        var rows = await Page(filter.Narrow(session.Query<LeadList>(), now, zone), filter).Take(Size + 1).ToListAsync(stop);
        var more = rows.Count > Size;
        var shown = rows.Take(Size);
        var backwards = filter.Before is not null;
        return new(
            filter,
            [.. backwards ? shown.Reverse() : shown],
            HasPrevious: rows.Count > 0 && (backwards ? more : filter.After is not null),
            HasNext: rows.Count > 0 && (backwards || more),
            await LeadStatistics.ReadAsync(session, stop),
            await session.Query<LeadList>().CountAsync(x => !x.IsGone, stop),
            filter.IsFirstPage && !more ? rows.Count : await filter.Narrow(session.Query<LeadList>(), now, zone).CountAsync(stop),
            now,
            await UndeliveredLeadEmail.CountAsync(session, now, stop)
        );
    }

    static IQueryable<LeadList> Page(IQueryable<LeadList> leads, LeadFilter filter)
    {
        if (filter.Before is { } before)
            return !filter.ByAttention
                ? leads.Where(x => x.Place < before).OrderByDescending(x => x.Place)
                : leads.Where(x => x.Queue < before).OrderByDescending(x => x.Queue);
        if (filter.After is { } after)
            return !filter.ByAttention
                ? leads.Where(x => x.Place > after).OrderBy(x => x.Place)
                : leads.Where(x => x.Queue > after).OrderBy(x => x.Queue);
        return !filter.ByAttention ? leads.OrderBy(x => x.Place) : leads.OrderBy(x => x.Queue);
    }

    long Key(LeadList row) => Filter.ByAttention ? row.Queue : row.Place;
}
