using System.Globalization;
using Marten;
using Microsoft.AspNetCore.WebUtilities;

namespace Switchhook.Leads;

/// <summary>Which leads are asked for. A view is a link: everything of it is in the query.</summary>
/// <param name="After">Continue below this place in the list.</param>
/// <param name="Before">Go back to what stands above this place.</param>
public record LeadFilter(string? View = null, LeadStatus? Status = null, long? After = null, long? Before = null)
{
    public bool All => View == "all";

    public string Url => QueryHelpers.AddQueryString("/leads", new Dictionary<string, string?>
    {
        ["view"] = All ? "all" : null,
        ["status"] = Status?.ToString(),
        ["after"] = After?.ToString(CultureInfo.InvariantCulture),
        ["before"] = Before?.ToString(CultureInfo.InvariantCulture),
    }.Where(x => x.Value is not null));

    public string LiveUrl => QueryHelpers.AddQueryString(Url, "handler", "Inbox");
}

/// <summary>One page of the list with the figures above it.</summary>
public record LeadInbox(LeadFilter Filter, IReadOnlyList<LeadList> Rows, bool HasPrevious, bool HasNext, LeadFigures Figures, int Total, DateTimeOffset Now)
{
    const int Size = 25;

    public string? Newer => HasPrevious ? (Filter with { After = null, Before = Key(Rows[0]) }).Url : null;

    public string? Older => HasNext ? (Filter with { After = Key(Rows[^1]), Before = null }).Url : null;

    public static async Task<LeadInbox> ReadAsync(IQuerySession session, LeadFilter filter, DateTimeOffset now, CancellationToken stop)
    {
        var rows = await Page(session.Query<LeadList>(), filter).Take(Size + 1).ToListAsync(stop);
        var more = rows.Count > Size;
        var shown = rows.Take(Size);
        var backwards = filter.Before is not null;
        return new(
            filter, [.. backwards ? shown.Reverse() : shown],
            HasPrevious: rows.Count > 0 && (backwards ? more : filter.After is not null),
            HasNext: rows.Count > 0 && (backwards || more),
            await LeadFigures.ReadAsync(session, stop),
            await session.Query<LeadList>().CountAsync(stop), now);
    }

    static IQueryable<LeadList> Page(IQueryable<LeadList> leads, LeadFilter filter)
    {
        if (!filter.All) leads = leads.Where(x => x.NeedsAttention);
        if (filter.Status is { } status) leads = leads.Where(x => x.Status == status);
        if (filter.Before is { } before)
            return filter.All ? leads.Where(x => x.Place < before).OrderByDescending(x => x.Place) : leads.Where(x => x.Queue < before).OrderByDescending(x => x.Queue);
        if (filter.After is { } after)
            return filter.All ? leads.Where(x => x.Place > after).OrderBy(x => x.Place) : leads.Where(x => x.Queue > after).OrderBy(x => x.Queue);
        return filter.All ? leads.OrderBy(x => x.Place) : leads.OrderBy(x => x.Queue);
    }

    long Key(LeadList row) => Filter.All ? row.Place : row.Queue;
}
