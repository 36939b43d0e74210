using Shouldly;
using Switchhook.Calls.List;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Calls;

public class A_view_of_calls
{
    static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    static readonly DateTimeOffset Now = new(2026, 11, 25, 15, 30, 0, TimeSpan.Zero);

    [Fact]
    public void is_a_link_that_holds_all_of_it() =>
        new CallFilter("maria & co", "month", "booked", "Positive", "long").Url.ShouldBe(
            "/calls?q=maria%20%26%20co&period=month&outcome=booked&sentiment=Positive&length=long"
        );

    [Fact]
    public void shows_each_of_its_filters_as_a_chip_that_takes_it_away()
    {
        var view = new CallFilter("maria", "2026-11-03", "booked", "Positive", "short", After: "1.x");
        view.Chips().Select(x => x.Label).ShouldBe(["“maria”", "3 Nov 2026", "Booked", "Positive", "Under 30 s"]);
        view.Chips().First().Without.Url.ShouldBe("/calls?period=2026-11-03&outcome=booked&sentiment=Positive&length=short");
        view.Chips().Last().Without.Url.ShouldBe("/calls?q=maria&period=2026-11-03&outcome=booked&sentiment=Positive");
    }

    [Theory, InlineData("nonsense"), InlineData("2026-13-40"), InlineData(""), InlineData(null)]
    public void ignores_a_period_that_is_none(string? period)
    {
        new CallFilter(Period: period).Span(Now, UserTimeZone.Utc).ShouldBeNull();
        new CallFilter(Period: period).IsFiltered.ShouldBeFalse();
    }

    [Theory]
    [InlineData("today", "2026-11-25", null)]
    [InlineData("yesterday", "2026-11-24", "2026-11-25")]
    [InlineData("month", "2026-11-01", null)]
    [InlineData("last-month", "2026-10-01", "2026-11-01")]
    [InlineData("30", "2026-10-27", null)]
    [InlineData("2026-02-28", "2026-02-28", "2026-03-01")]
    public void spans_whole_days(string period, string from, string? to)
    {
        var span = new CallFilter(Period: period).Span(Now, UserTimeZone.Utc)!.Value;
        Day(span.From).ShouldBe(from);
        if (to is null)
            span.To.ShouldBe(DateTimeOffset.MaxValue);
        else
            Day(span.To).ShouldBe(to);
    }

    [Theory]
    [InlineData("2026-11-25", "2026-11-25T08:00:00Z", "2026-11-26T08:00:00Z")]
    [InlineData("2026-03-08", "2026-03-08T08:00:00Z", "2026-03-09T07:00:00Z")]
    [InlineData("yesterday", "2026-11-23T08:00:00Z", "2026-11-24T08:00:00Z")]
    public void spans_the_reader_s_own_days(string period, string from, string to) =>
        new CallFilter(Period: period)
            .Span(At("2026-11-25T07:59:00Z"), UserTimeZone.Named("America/Los_Angeles")!)
            .ShouldBe((At(from), At(to)));

    static DateTimeOffset At(string iso) => DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void knows_bands_that_leave_no_length_out_and_none_in_two()
    {
        var bands = CallLength.All;
        bands[0].From.ShouldBe(0);
        bands[^1].To.ShouldBe(long.MaxValue);
        for (var i = 1; i < bands.Count; i++)
            bands[i].From.ShouldBe(bands[i - 1].To);
    }
}
