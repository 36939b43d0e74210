using Marten;
using Switchhook.Calls.Search;
using Switchhook.Contracts;

namespace Switchhook.Calls.List;

/// <summary>One page of the list of calls, newest first.</summary>
/// <param name="Count">Of all the calls that the filter lets through, on whatever page.</param>
/// <param name="Hits">By call: the lines in which what is sought was said.</param>
public sealed record CallListPage(
    CallFilter Filter,
    IReadOnlyList<CallList> Rows,
    int Count,
    IReadOnlyDictionary<string, IReadOnlyList<SearchHit>> Hits,
    IReadOnlyDictionary<string, LeadSummary> Leads,
    bool HasNewer,
    bool HasOlder,
    DateTimeOffset Now
)
{
    const int Size = 50,
        SizeOfSearch = 20,
        Often = 500;

    public string? Newer => HasNewer ? Filter.From(Rows[0], older: false).Url : null;

    public string? Older => HasOlder ? Filter.From(Rows[^1], older: true).Url : null;

    public static async Task<CallListPage> ReadAsync(
        IQuerySession session,
        ILeadsOfCalls leads,
        CallFilter filter,
        DateTimeOffset now,
        UserTimeZone zone,
        CancellationToken stop
    )
    {
        var size = filter.Query.HasTerms ? SizeOfSearch : Size;
        var fitting = filter.Narrow(session, now, zone);
        var found = filter.Query.HasTerms ? await fitting.CountAsync(stop) : (int?)null;
        var rows = await filter
            .Page(found > Often ? filter.Narrow(session, now, zone, often: true) : fitting)
            .Take(size + 1)
            .ToListAsync(stop);
        var (more, backwards) = (rows.Count > size, filter.Before is not null);
        var shown = rows.Take(size);
        return new(
            filter,
            [.. backwards ? shown.Reverse() : shown],
            found ?? (filter.IsFirstPage && !more ? rows.Count : await fitting.CountAsync(stop)),
            await Switchhook.Calls.Search.SearchHits.ReadAsync(session, [.. rows.Select(x => x.Id)], filter.Query, stop),
            await leads.OfAsync([.. rows.Select(x => x.CallId)], stop),
            HasNewer: rows.Count > 0 && (backwards ? more : filter.After is not null),
            HasOlder: rows.Count > 0 && (backwards || more),
            Now: now
        );
    }
}
