using System.Text;
using Shouldly;
using Switchhook.Calls.Deliveries;
using Xunit;

namespace Switchhook.Specs.Calls;

public class The_delivery_list
{
    static readonly DateTimeOffset Now = Given.Now;

    static ArrivalPattern Heard(int calls, double silentHours, double longestHours) =>
        new(calls, Now.AddHours(-silentHours), longestHours * 3600);

    [Theory]
    [InlineData(200, 13, 14, false)]
    [InlineData(200, 20, 14, false)]
    [InlineData(200, 22, 14, true)]
    [InlineData(200, 0.5, 0.1, false)]
    [InlineData(200, 2.1, 0.1, true)]
    [InlineData(9, 900, 1, false)]
    [InlineData(10, 900, 1, true)]
    public void calls_a_silence_unusual_when_there_was_none_like_it(int calls, double silentHours, double longestHours, bool unusual) =>
        Heard(calls, silentHours, longestHours).IsUnusual(Now).ShouldBe(unusual);

    [Fact]
    public void never_alarms_who_has_no_calls() => new ArrivalPattern(0, null, null).IsUnusual(Now).ShouldBeFalse();

    [Fact]
    public void draws_an_hour_for_each_of_two_days_the_failures_on_top()
    {
        var strip = HourlyHistogram.Of(
            [
                new(Hour(0), "applied", 5),
                new(Hour(0), "failed", 1),
                new(Hour(0), "duplicate", 2),
                new(Hour(-47), "malformed", 3),
                new(Hour(-48), "applied", 9),
            ],
            Now
        );
        (strip.Hours.Count, strip.Total, strip.Most).ShouldBe((48, 11, 8));
        strip.Hours[^1].Layers().ShouldBe([("good", 5), ("neutral", 2), ("bad", 1)]);
        strip.Hours[^1].InWords().ShouldBe("5 applied, 2 duplicate, 1 failed");
        strip.Hours[0].Layers().ShouldBe([("bad", 3)]);
        strip.Hours[1].InWords().ShouldBe("none");

        static DateTimeOffset Hour(int ago) => new DateTimeOffset(2025, 11, 24, 16, 0, 0, TimeSpan.Zero).AddHours(ago);
    }

    [Fact]
    public void finds_the_first_id_of_a_time()
    {
        TimeOrderedId.From(Now).CompareTo(Guid.CreateVersion7(Now)).ShouldBeLessThan(0);
        TimeOrderedId.From(Now.AddMilliseconds(1)).CompareTo(Guid.CreateVersion7(Now)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void shows_a_payload_without_what_opens_something()
    {
        var shown = RedactedPayload.Of(
            Encoding.UTF8.GetBytes(
                """{"event":"call_ended","call":{"access_token":"secret-1","recording_url":"https://secret-2","nested":[{"public_log_url":"https://secret-3"}],"transcript":"Grüße <b>\u0000"}}"""
            )
        );
        shown.ShouldNotContain("secret");
        shown.ShouldContain("\"access_token\": \"withheld");
        shown.ShouldContain("Grüße <b>\ufffd");
    }

    [Theory, InlineData("not json"), InlineData("{\"a\":"), InlineData("")]
    public void shows_nothing_of_a_payload_that_it_cannot_read(string body) =>
        RedactedPayload.Of(Encoding.UTF8.GetBytes(body)).ShouldStartWith("Not readable");

    [Fact]
    public void keeps_a_view_in_its_address_and_takes_nothing_else_from_it()
    {
        var filter = DeliveryFilter.Of("/webhooks", "failed", "call_ended", "day", "call_1", null, null);
        filter.Url.ShouldBe("/webhooks?verdict=failed&event=call_ended&period=day&call=call_1");
        filter.Chips().Select(x => x.Label).ShouldBe(["Failed", "call_ended", "Last 24 hours", "call_1"]);
        DeliveryFilter
            .Of("/webhooks", "'; drop", "a b", "century", "<x>", "nonsense", "1.2")
            .ShouldBe(new("/webhooks", null, null, null, null, "nonsense", "1.2"));
        DeliveryFilter.Of("/webhooks", null, null, null, null, "nonsense", "1.2").IsFirstPage.ShouldBeTrue();
    }

    static WebhookStatistics Figures(int waiting = 0, double oldest = 0, int good = 100, int failed = 0, int looksFailing = 0) =>
        new(waiting, oldest, Now, good, failed, 0, 0, looksFailing, Now.AddHours(-1));

    [Fact]
    public void is_concerned_by_what_waits_fails_or_is_silent()
    {
        var usual = Heard(100, 1, 10);
        WebhookHealth.Concern(Figures(), usual, Now).ShouldBeNull();
        WebhookHealth.Concern(Figures(waiting: 5, oldest: 59), usual, Now).ShouldBeNull();
        WebhookHealth
            .Concern(Figures(waiting: 5, oldest: 600), usual, Now)
            .ShouldBe("5 webhook deliveries wait to be understood, the oldest for 10 min.");
        WebhookHealth.Concern(Figures(failed: 20), usual, Now).ShouldBe("20 webhook deliveries of the last day could not be applied.");
        WebhookHealth.Concern(Figures(good: 1000, failed: 20), usual, Now).ShouldBeNull();
        WebhookHealth
            .Concern(Figures(), Heard(100, 72, 10), Now)
            .ShouldBe("No valid webhook has arrived for 3 days; the longest pause lately was 10 hours.");
        WebhookHealth
            .Concern(Figures(looksFailing: 1), usual, Now)
            .ShouldBe("Retell's record of calls could not be looked through for half an hour.");
    }
}
