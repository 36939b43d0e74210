using System.Globalization;
using Shouldly;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Platform;

public class A_time_zone
{
    [Theory, InlineData("America/Los_Angeles"), InlineData("Asia/Kolkata"), InlineData("America/Argentina/Ushuaia"), InlineData("UTC")]
    public void is_named_as_iana_does(string name) => UserTimeZone.Named(name)!.Name.ShouldBe(name);

    [
        Theory,
        InlineData(null),
        InlineData(""),
        InlineData("Mars/Base"),
        InlineData("../../etc/passwd"),
        InlineData("/etc/passwd"),
        InlineData("America/../../../etc/passwd"),
        InlineData("America/Los_Angeles\n")
    ]
    public void is_looked_for_among_zones_only(string? name) => UserTimeZone.Named(name).ShouldBeNull();

    [Theory]
    [InlineData("America/Los_Angeles", "2026-11-26T07:59:00Z", "2026-11-25")]
    [InlineData("Pacific/Kiritimati", "2026-11-25T10:00:00Z", "2026-11-26")]
    [InlineData("UTC", "2026-11-25T23:59:59Z", "2026-11-25")]
    public void has_days_of_its_own(string name, string at, string day) =>
        UserTimeZone.Named(name)!.Day(At(at)).ShouldBe(DateOnly.Parse(day, CultureInfo.InvariantCulture));

    // Clocks go on at two in New York, at midnight in Santiago; and back at two.
    [Theory]
    [InlineData("America/New_York", "2026-03-08", 0, "2026-03-08T05:00:00Z")]
    [InlineData("America/New_York", "2026-03-08", 2, "2026-03-08T07:00:00Z")]
    [InlineData("America/New_York", "2026-11-01", 1, "2026-11-01T05:00:00Z")]
    [InlineData("America/Santiago", "2026-09-06", 0, "2026-09-06T04:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-11-25", 8, "2026-11-25T02:30:00Z")]
    public void knows_when_its_clock_shows_an_hour(string name, string day, int hour, string at) =>
        UserTimeZone.Named(name)!.At(DateOnly.Parse(day, CultureInfo.InvariantCulture), hour).ShouldBe(At(at));

    [Fact]
    public void names_utc_since_that_is_nobody_s_own()
    {
        UserTimeZone.Utc.Format(At("2026-11-25T10:02:00Z")).ShouldBe("25 Nov, 10:02 UTC");
        UserTimeZone.Named("Europe/Berlin")!.Format(At("2026-11-25T10:02:00Z")).ShouldBe("25 Nov, 11:02");
    }

    static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture);
}
