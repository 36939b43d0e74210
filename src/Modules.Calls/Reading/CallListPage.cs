using Marten;

namespace Switchhook.Calls.Reading;

/// <summary>One page of the list of calls, newest first.</summary>
public sealed record CallListPage(CallFilter Filter, IReadOnlyList<CallList> Rows, bool HasNewer, bool HasOlder)
{
    const int Size = 50;

    public string? Newer => HasNewer ? Filter.From(Rows[0], older: false).Url : null;

    public string? Older => HasOlder ? Filter.From(Rows[^1], older: true).Url : null;

    public static async Task<CallListPage> ReadAsync(IQuerySession session, CallFilter filter, DateTimeOffset now, CancellationToken stop)
    {
        var rows = await filter.Narrow(session.Query<CallList>(), now).Take(Size + 1).ToListAsync(stop);
        var (more, backwards) = (rows.Count > Size, filter.Before is not null);
        var shown = rows.Take(Size);
        return new(
            filter, [.. backwards ? shown.Reverse() : shown],
            HasNewer: rows.Count > 0 && (backwards ? more : filter.After is not null),
            HasOlder: rows.Count > 0 && (backwards || more));
    }
}
