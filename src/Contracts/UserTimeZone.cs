using System.Globalization;
using System.Text.RegularExpressions;

namespace Switchhook.Contracts;

/// <summary>What the clock says where somebody is, and when their days begin. On pages the reader's; in mails the account's.</summary>
public sealed partial class UserTimeZone
{
    public static readonly UserTimeZone Utc = new(TimeZoneInfo.Utc);
    readonly TimeZoneInfo clock;

    UserTimeZone(TimeZoneInfo clock) => this.clock = clock;

    /// <summary>As IANA names it: America/Los_Angeles.</summary>
    public string Name => clock.Id;

    public bool IsUtc => clock.Id == TimeZoneInfo.Utc.Id;

    /// <summary>Null for what is no zone's name. It may come from a cookie, and is looked for among files.</summary>
    public static UserTimeZone? Named(string? name) =>
        name is { Length: < 64 } && Shape().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found)
            ? new(found)
            : null;

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, clock);

    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    public DateTimeOffset Midnight(DateOnly day) => At(day, 0);

    /// <summary>
    /// When the clock shows this hour of that day: where it skips the hour, the first moment after; where it shows it twice, the first of
    /// both.
    /// </summary>
    public DateTimeOffset At(DateOnly day, int hour)
    {
        var shown = day.ToDateTime(new TimeOnly(hour, 0));
        while (clock.IsInvalidTime(shown))
            shown = shown.AddMinutes(15);
        var offset = clock.IsAmbiguousTime(shown) ? clock.GetAmbiguousTimeOffsets(shown).Max() : clock.GetUtcOffset(shown);
        return new DateTimeOffset(shown, offset).ToUniversalTime();
    }

    /// <summary>24 Nov, 10:02. UTC is named, since it is nobody's own.</summary>
    public string Format(DateTimeOffset at, string format = "d MMM, HH:mm") =>
        Local(at).ToString(format, CultureInfo.InvariantCulture) + (IsUtc ? " UTC" : "");

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}\z")]
    private static partial Regex Shape();
}

/// <summary>Admin → whoever writes to owners: where the owner in whose tenant this is said is at home.</summary>
/// <param name="Zone">As IANA names it.</param>
public record OwnerTimeZoneChanged(string Zone);
