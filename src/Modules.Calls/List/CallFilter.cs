using System.Globalization;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.WebUtilities;
using Switchhook.Calls.Search;
using Switchhook.Contracts;

namespace Switchhook.Calls.List;

/// <summary>Which calls are asked for. A view is a link: everything of it is in the query.</summary>
/// <param name="Period">One of <see cref="Periods"/>, or a single day as 2026-11-25. Days are the reader's.</param>
/// <param name="After">Continue below this call: its time in microseconds and its id.</param>
/// <param name="Before">Go back to what stands above this call.</param>
public sealed record CallFilter(
    string? Q = null,
    string? Period = null,
    string? Outcome = null,
    string? Sentiment = null,
    string? Length = null,
    string? After = null,
    string? Before = null
)
{
    public static readonly IReadOnlyList<(string Code, string Label)> Periods =
    [
        ("today", "Today"),
        ("yesterday", "Yesterday"),
        ("week", "Last 7 days"),
        ("month", "This month"),
        ("30", "Last 30 days"),
        ("last-month", "Last month"),
    ];
    public static readonly IReadOnlyList<string> Sentiments = ["Positive", "Neutral", "Negative", "Unknown"];
    public static readonly IReadOnlyList<CallLength> Lengths = CallLength.All;

    public SearchQuery Query => SearchQuery.Read(Q);

    public bool IsFiltered =>
        Query.HasTerms
        || Label(Period) is not null
        || Outcome is { Length: > 0 }
        || Sentiment is { Length: > 0 }
        || CallLength.Named(Length) is not null;

    public bool IsFirstPage => After is null && Before is null;

    public CallFilter WithoutCursor => this with { After = null, Before = null };

    public string Url => At("/calls");

    public string LiveUrl => QueryHelpers.AddQueryString(Url, "handler", "List");

    public string ExportUrl => QueryHelpers.AddQueryString(WithoutCursor.Url, "handler", "Export");

    /// <summary>A call of this list: what was sought is marked there too.</summary>
    public string UrlOf(string callId) =>
        Query.HasTerms ? QueryHelpers.AddQueryString("/calls/" + callId, "q", Query.Text) : "/calls/" + callId;

    public string UrlOf(string callId, SearchHit hit)
    {
        var turn = hit.Turn.ToString(CultureInfo.InvariantCulture);
        var there = hit.At is { } at ? QueryHelpers.AddQueryString(UrlOf(callId), "t", CallText.Seconds(at)) : UrlOf(callId);
        return QueryHelpers.AddQueryString(there, "turn", turn) + "#turn-" + turn;
    }

    public CallFilter From(CallList row, bool older) =>
        this with
        {
            After = older ? CursorOf(row) : null,
            Before = older ? null : CursorOf(row),
        };

    public IEnumerable<(string Label, CallFilter Without)> Chips()
    {
        if (Query.HasTerms)
            yield return ($"“{Query.Text}”", WithoutCursor with { Q = null });
        if (Label(Period) is { } period)
            yield return (period, WithoutCursor with { Period = null });
        if (Outcome is { Length: > 0 } outcome)
            yield return (Switchhook.Calls.Outcome.Named(outcome).Label, WithoutCursor with { Outcome = null });
        if (Sentiment is { Length: > 0 } sentiment)
            yield return (sentiment, WithoutCursor with { Sentiment = null });
        if (CallLength.Named(Length) is { } length)
            yield return (length.Label, WithoutCursor with { Length = null });
    }

    public IQueryable<CallList> Narrow(IQuerySession session, DateTimeOffset now, UserTimeZone zone, bool often = false)
    {
        var calls = session.Query<CallList>().Matching(Query, session.TenantId, often);
        if (Span(now, zone) is var (from, to))
            calls = calls.Where(x => x.At >= from && x.At < to);
        calls = WithOutcome(calls, now - CallReadModel.LongestCall);
        if (Sentiment is { Length: > 0 } sentiment)
            calls = calls.Where(x => x.Sentiment == sentiment);
        if (CallLength.Named(Length) is { } length)
            calls = calls.Where(x => x.Milliseconds >= length.From && x.Milliseconds < length.To);
        return calls;
    }

    IQueryable<CallList> WithOutcome(IQueryable<CallList> calls, DateTimeOffset overSince)
    {
        if (Outcome is not { Length: > 0 } outcome)
            return calls;
        var (goingOn, withoutEnd) = (Switchhook.Calls.Outcome.InCall.Code, Switchhook.Calls.Outcome.NoEnd.Code);
        if (outcome == withoutEnd)
            return calls.Where(x => x.Outcome == goingOn && x.At < overSince);
        return outcome == goingOn ? calls.Where(x => x.Outcome == goingOn && x.At >= overSince) : calls.Where(x => x.Outcome == outcome);
    }

    public IQueryable<CallList> Page(IQueryable<CallList> calls)
    {
        if (ParseCursor(Before) is var (above, aboveId))
            return calls.Where(x => x.MatchesSql("(d.at, d.id) > (?, ?)", above, aboveId)).OrderBy(x => x.At).ThenBy(x => x.Id);
        if (ParseCursor(After) is var (below, belowId))
            calls = calls.Where(x => x.MatchesSql("(d.at, d.id) < (?, ?)", below, belowId));
        return calls.OrderByDescending(x => x.At).ThenByDescending(x => x.Id);
    }

    /// <summary>From its first moment to the first one after it.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Span(DateTimeOffset now, UserTimeZone zone)
    {
        var today = zone.Day(now);
        var month = today.AddDays(1 - today.Day);
        return Period switch
        {
            "today" => (zone.Midnight(today), DateTimeOffset.MaxValue),
            "yesterday" => (zone.Midnight(today.AddDays(-1)), zone.Midnight(today)),
            "week" => (now.AddDays(-7), DateTimeOffset.MaxValue),
            "month" => (zone.Midnight(month), DateTimeOffset.MaxValue),
            "30" => (zone.Midnight(today.AddDays(-29)), DateTimeOffset.MaxValue),
            "last-month" => (zone.Midnight(month.AddMonths(-1)), zone.Midnight(month)),
            _ when Day(Period) is { } day => (zone.Midnight(day), zone.Midnight(day.AddDays(1))),
            _ => null,
        };
    }

    public static string? Label(string? period) =>
        Periods.FirstOrDefault(x => x.Code == period).Label ?? Day(period)?.ToString("d MMM yyyy", CallText.Culture);

    static DateOnly? Day(string? period) =>
        DateOnly.TryParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is > 2000 and < 3000
            ? day
            : null;

    static string CursorOf(CallList row) => string.Create(CultureInfo.InvariantCulture, $"{row.At.UtcTicks / 10}.{row.CallId}");

    static (DateTimeOffset At, string Id)? ParseCursor(string? mark) =>
        mark?.Split('.', 2) is [var time, var id]
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
        && microseconds < DateTime.MaxValue.Ticks / 10
            ? (new DateTimeOffset(microseconds * 10, TimeSpan.Zero), Call.Key(id))
            : null;

    string At(string path) =>
        QueryHelpers.AddQueryString(
            path,
            new Dictionary<string, string?>
            {
                ["q"] = Q?.Trim(),
                ["period"] = Period,
                ["outcome"] = Outcome,
                ["sentiment"] = Sentiment,
                ["length"] = Length,
                ["after"] = After,
                ["before"] = Before,
            }.Where(x => !string.IsNullOrEmpty(x.Value))
        );
}
