using System.Globalization;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.WebUtilities;
using Switchhook.BuildingBlocks.Text;
using Switchhook.Contracts;

namespace Switchhook.Leads.Inbox;

public enum LeadSignal
{
    Urgent,
    Appointment,
    Returning,
    Due,
    Blocked,
}

/// <summary>
/// Which leads are asked for. A view is a link: everything of it is in the query, but what was typed into the search, which may be
/// somebody's name.
/// </summary>
/// <param name="View">Who needs attention when empty; all; or aside: what a rule took out and what was merged.</param>
/// <param name="After">Continue below this place in the list.</param>
/// <param name="Before">Go back to what stands above this place.</param>
public record LeadFilter(
    string? View = null,
    LeadStatus? Status = null,
    string? Since = null,
    LeadSignal? Signal = null,
    long? After = null,
    long? Before = null,
    string? Search = null
)
{
    public static readonly IReadOnlyList<(string Code, string Label)> Periods =
    [
        ("today", "Today"),
        ("week", "Last 7 days"),
        ("month", "Last 30 days"),
    ];

    public bool All => View == "all";
    public bool IsAside => View == "aside";
    public bool ByAttention => !All && !IsAside && Search is null;
    public bool IsFiltered => Status is not null || Period is not null || Signal is not null || Search is not null;

    public bool IsFirstPage => After is null && Before is null;

    string? Period => Periods.FirstOrDefault(x => x.Code == Since).Label;

    public LeadFilter WithoutCursor => this with { After = null, Before = null };

    public string Url => At("/leads");

    public string LiveUrl => QueryHelpers.AddQueryString(Url, "handler", "Inbox");

    public string At(string path) =>
        QueryHelpers.AddQueryString(
            path,
            new Dictionary<string, string?>
            {
                ["view"] = All || IsAside ? View : null,
                ["status"] = Status?.ToString(),
                ["since"] = Since,
                ["signal"] = Signal?.ToString(),
                ["after"] = After?.ToString(CultureInfo.InvariantCulture),
                ["before"] = Before?.ToString(CultureInfo.InvariantCulture),
            }.Where(x => !string.IsNullOrEmpty(x.Value))
        );

    public IEnumerable<(string Label, LeadFilter Without)> Chips()
    {
        if (Status is { } status)
            yield return ($"Status: {status}", WithoutCursor with { Status = null });
        if (Period is { } period)
            yield return (period, WithoutCursor with { Since = null });
        if (Signal is { } signal)
            yield return (signal.Words(), WithoutCursor with { Signal = null });
    }

    public IQueryable<LeadList> Narrow(IQueryable<LeadList> leads, DateTimeOffset now, UserTimeZone zone)
    {
        leads = IsAside ? leads.Where(x => x.IsGone) : leads.Where(x => !x.IsGone);
        if (ByAttention)
            leads = leads.Where(x => x.NeedsAttention);
        if (Status is { } status)
            leads = leads.Where(x => x.Status == status);
        if (From(now, zone) is { } from)
            leads = leads.Where(x => x.LastCallAt >= from);
        foreach (var part in SearchTerms(Search))
            leads = leads.Where(x => x.MatchesSql("strpos(d.data ->> 'Words', ?) > 0", part));
        return Signal switch
        {
            LeadSignal.Urgent => leads.Where(x => x.Urgent),
            LeadSignal.Appointment => leads.Where(x => x.WantsAppointment),
            LeadSignal.Returning => leads.Where(x => x.Returning),
            LeadSignal.Blocked => leads.Where(x => x.Blocked),
            LeadSignal.Due => Due(leads, LeadList.DayNumber(zone.Day(now))),
            _ => leads,
        };
    }

    static IQueryable<LeadList> Due(IQueryable<LeadList> leads, int today) => leads.Where(x => x.NextOn != null && x.NextOn <= today);

    DateTimeOffset? From(DateTimeOffset now, UserTimeZone zone) =>
        Since switch
        {
            "today" => zone.Midnight(zone.Day(now)),
            "week" => now.AddDays(-7),
            "month" => now.AddDays(-30),
            _ => null,
        };

    /// <summary>Each has to stand in the lead's words; a number is found however it is written.</summary>
    public static IReadOnlyList<string> SearchTerms(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return [];
        var number =
            typed.All(x => char.IsAsciiDigit(x) || " ()+-./".Contains(x, StringComparison.Ordinal)) && typed.Count(char.IsAsciiDigit) >= 3;
        if (number)
            return [string.Concat(typed.Where(char.IsAsciiDigit))];
        var words = TextFolding.Line(typed).Split(TextFolding.Blank, StringSplitOptions.RemoveEmptyEntries);
        // What holds no word stands nowhere, as two blanks do.
        return words.Length == 0 ? ["  "] : words;
    }
}
