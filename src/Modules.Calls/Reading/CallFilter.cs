using System.Globalization;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.WebUtilities;
using Switchhook.Calls.Story;

namespace Switchhook.Calls.Reading;

/// <summary>Which calls are asked for. A view is a link: everything of it is in the query.</summary>
/// <param name="After">Continue below this call: its time in microseconds and its id.</param>
/// <param name="Before">Go back to what stands above this call.</param>
public sealed record CallFilter(string? Period = null, string? Outcome = null, string? Sentiment = null, string? After = null, string? Before = null)
{
    public static readonly IReadOnlyList<(string Code, string Label)> Periods = [("today", "Today"), ("week", "Last 7 days"), ("month", "This month"), ("30", "Last 30 days")];
    public static readonly IReadOnlyList<string> Sentiments = ["Positive", "Neutral", "Negative", "Unknown"];

    public bool Narrows => Period is { Length: > 0 } || Outcome is { Length: > 0 } || Sentiment is { Length: > 0 };

    public bool FirstPage => After is null && Before is null;

    public string Url => At("/calls");

    public string LiveUrl => QueryHelpers.AddQueryString(Url, "handler", "List");

    public CallFilter From(CallList row, bool older) => this with { After = older ? Mark(row) : null, Before = older ? null : Mark(row) };

    public IEnumerable<(string Label, CallFilter Without)> Chips()
    {
        var first = this with { After = null, Before = null };
        if (Periods.FirstOrDefault(x => x.Code == Period).Label is { } period) yield return (period, first with { Period = null });
        if (Outcome is { Length: > 0 } outcome) yield return (Story.Outcome.Named(outcome).Label, first with { Outcome = null });
        if (Sentiment is { Length: > 0 } sentiment) yield return (sentiment, first with { Sentiment = null });
    }

    public IQueryable<CallList> Narrow(IQueryable<CallList> calls, DateTimeOffset now)
    {
        if (Since(now) is { } since) calls = calls.Where(x => x.At >= since);
        if (Outcome is { Length: > 0 } outcome) calls = calls.Where(x => x.Outcome == outcome);
        if (Sentiment is { Length: > 0 } sentiment) calls = calls.Where(x => x.Sentiment == sentiment);
        if (Place(Before) is var (above, aboveId)) return calls.Where(x => x.MatchesSql("(d.at, d.id) > (?, ?)", above, aboveId)).OrderBy(x => x.At).ThenBy(x => x.Id);
        if (Place(After) is var (below, belowId)) calls = calls.Where(x => x.MatchesSql("(d.at, d.id) < (?, ?)", below, belowId));
        return calls.OrderByDescending(x => x.At).ThenByDescending(x => x.Id);
    }

    DateTimeOffset? Since(DateTimeOffset now) => Period switch
    {
        "today" => new(now.UtcDateTime.Date, TimeSpan.Zero),
        "week" => now.AddDays(-7),
        "month" => new(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero),
        "30" => now.AddDays(-30),
        _ => null,
    };

    static string Mark(CallList row) => string.Create(CultureInfo.InvariantCulture, $"{row.At.UtcTicks / 10}.{row.CallId}");

    static (DateTimeOffset At, string Id)? Place(string? mark) =>
        mark?.Split('.', 2) is [var time, var id] && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds < DateTime.MaxValue.Ticks / 10
            ? (new DateTimeOffset(microseconds * 10, TimeSpan.Zero), Call.Key(id))
            : null;

    string At(string path) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["period"] = Period, ["outcome"] = Outcome, ["sentiment"] = Sentiment, ["after"] = After, ["before"] = Before,
    }.Where(x => !string.IsNullOrEmpty(x.Value)));
}
