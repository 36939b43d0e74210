using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Switchhook.Calls.Deliveries;

/// <summary>Which deliveries are asked for. A view is a link: everything of it is in the query.</summary>
/// <param name="Base">The page: an owner's own, or the operator's with everybody's.</param>
/// <param name="After">Continue below this delivery: its time in microseconds and its id.</param>
/// <param name="Before">Go back to what stands above this one.</param>
public sealed partial record DeliveryFilter(
    string Base,
    string? Status = null,
    string? Event = null,
    string? Period = null,
    string? Call = null,
    string? After = null,
    string? Before = null
)
{
    public const string OwnerPage = "/webhooks",
        OperatorPage = "/admin/webhooks";

    public static readonly IReadOnlyList<(string Code, string Label, TimeSpan Length)> Periods =
    [
        ("hour", "Last hour", TimeSpan.FromHours(1)),
        ("day", "Last 24 hours", TimeSpan.FromDays(1)),
        ("week", "Last 7 days", TimeSpan.FromDays(7)),
        ("month", "Last 30 days", TimeSpan.FromDays(30)),
    ];

    public static readonly IReadOnlyList<string> Events =
    [
        "call_started",
        "transcript_updated",
        "call_ended",
        "call_analyzed",
        "transfer_started",
        "transfer_bridged",
        "transfer_cancelled",
        "transfer_ended",
    ];

    public bool AllTenants => Base == OperatorPage;

    public bool IsFiltered => Status is { Length: > 0 } || Event is { Length: > 0 } || Period is { Length: > 0 } || Call is { Length: > 0 };

    public bool IsFirstPage => ParseCursor(After) is null && ParseCursor(Before) is null;

    public bool Backwards => ParseCursor(After) is null && ParseCursor(Before) is not null;

    public (DateTimeOffset At, Guid Id)? Row => ParseCursor(After) ?? ParseCursor(Before);

    public string Url =>
        QueryHelpers.AddQueryString(
            Base,
            new Dictionary<string, string?>
            {
                ["verdict"] = Status,
                ["event"] = Event,
                ["period"] = Period,
                ["call"] = Call,
                ["after"] = After,
                ["before"] = Before,
            }.Where(x => !string.IsNullOrEmpty(x.Value))
        );

    public string LiveUrl => QueryHelpers.AddQueryString(Url, "handler", "List");

    public string UrlOf(DeliveryRow row) => $"{Base}/{row.Id}";

    public DeliveryFilter WithoutCursor => this with { After = null, Before = null };

    public DeliveryFilter From(DeliveryRow row, bool older) =>
        this with
        {
            After = older ? CursorOf(row) : null,
            Before = older ? null : CursorOf(row),
        };

    public DateTimeOffset? Since(DateTimeOffset now) =>
        Periods.FirstOrDefault(x => x.Code == Period) is { Label: not null } period ? now - period.Length : null;

    public IEnumerable<(string Label, DeliveryFilter Without)> Chips()
    {
        if (Status is { Length: > 0 } verdict)
            yield return (DeliveryStatusText.Of(verdict).Label, WithoutCursor with { Status = null });
        if (Event is { Length: > 0 } name)
            yield return (name, WithoutCursor with { Event = null });
        if (Periods.FirstOrDefault(x => x.Code == Period).Label is { } period)
            yield return (period, WithoutCursor with { Period = null });
        if (Call is { Length: > 0 } call)
            yield return (call, WithoutCursor with { Call = null });
    }

    /// <summary>Only what could be meant: anything else is not asked for.</summary>
    public static DeliveryFilter Of(
        string page,
        string? verdict,
        string? name,
        string? period,
        string? call,
        string? after,
        string? before
    ) =>
        new(
            page,
            DeliveryStatusText.All.Any(x => x.Code == verdict) ? verdict : null,
            Plain(name),
            Periods.Any(x => x.Code == period) ? period : null,
            Plain(call),
            after,
            before
        );

    static string? Plain(string? text) => text is not null && Word().IsMatch(text) ? text : null;

    static string CursorOf(DeliveryRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.At.UtcTicks / TimeSpan.TicksPerMicrosecond}.{row.Id}");

    static (DateTimeOffset, Guid)? ParseCursor(string? mark) =>
        mark?.Split('.', 2) is [var time, var id]
        && Guid.TryParse(id, out var guid)
        && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
        && micros <= DateTime.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond
            ? (new DateTimeOffset(micros * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero), guid)
            : null;

    [GeneratedRegex(@"^[A-Za-z0-9_\-]{1,128}\z")]
    private static partial Regex Word();
}
