using System.Net;
using System.Text.Json;
using Shouldly;
using Switchhook.Calls;
using Switchhook.Calls.Reconciliation;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Reconciling_calls
{
    static readonly DateTimeOffset Now = Given.Now;
    static readonly HashSet<string> Agents = ["agent_ours"];
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    static ListedCall Call(double minutesAgo = 10, string agent = "agent_ours", bool ended = true, bool analyzed = true) =>
        new("call_1", agent, Now.AddMinutes(-minutesAgo), ended, analyzed);

    static bool IsRead(ListedCall call, params string[] arrived) =>
        MissingCalls.Of([call], Agents, arrived.ToLookup(_ => "call_1"), Grace, Now).Count == 1;

    [Fact]
    public void reads_a_call_that_nothing_was_told_of() => IsRead(Call()).ShouldBeTrue();

    [Fact]
    public void reads_a_call_whose_end_or_analysis_was_not_told()
    {
        IsRead(Call(), "call_ended").ShouldBeTrue();
        IsRead(Call(), "call_analyzed").ShouldBeTrue();
        IsRead(Call(), "call_ended", "call_analyzed").ShouldBeFalse();
    }

    [Fact]
    public void waits_for_no_analysis_that_retell_has_not_made() => IsRead(Call(analyzed: false), "call_ended").ShouldBeFalse();

    [Fact]
    public void leaves_calls_alone_that_go_on() => IsRead(Call(ended: false, analyzed: false)).ShouldBeFalse();

    [Fact]
    public void leaves_calls_of_other_agents_alone() => IsRead(Call(agent: "agent_of_somebody")).ShouldBeFalse();

    [Fact]
    public void gives_webhooks_a_minute()
    {
        IsRead(Call(minutesAgo: 0.5)).ShouldBeFalse();
        IsRead(Call(minutesAgo: 1)).ShouldBeTrue();
        IsRead(Call(minutesAgo: -5)).ShouldBeTrue("clocks differ");
    }

    [Theory]
    [InlineData(124, false, null, false)]
    [InlineData(125, false, null, true)]
    [InlineData(126, false, 2, true)]
    [InlineData(128, false, 2, false)]
    [InlineData(241, false, 2, true)]
    [InlineData(14, true, null, false)]
    [InlineData(16, true, 2, true)]
    [InlineData(60, true, 2, false)]
    [InlineData(121, true, 2, true)]
    [InlineData(1441, true, 2, true)]
    [InlineData(3000, true, 2, false)]
    public void asks_again_for_an_unfinished_call_each_time_that_it_has_grown_suspicious(
        int minutesAgo,
        bool over,
        int? lookedMinutesAgo,
        bool due
    ) =>
        UnfinishedCalls
            .IsDue(Now.AddMinutes(-minutesAgo), over, lookedMinutesAgo is { } ago ? Now.AddMinutes(-ago) : null, Now)
            .ShouldBe(due);

    [Fact]
    public void begins_where_it_left_off_and_a_little_before()
    {
        ReconciliationSettings.Since(Now.AddHours(-5), isOwners: false, Now).ShouldBe(Now.AddHours(-5) - ReconciliationSettings.Overlap);
        ReconciliationSettings.Since(null, isOwners: false, Now).ShouldBe(Now.AddDays(-1) - ReconciliationSettings.Overlap);
        ReconciliationSettings.Since(null, isOwners: true, Now).ShouldBe(Now - ReconciliationSettings.Overlap);
    }

    [Fact]
    public void looks_a_day_back_when_it_was_noted_in_the_future_that_it_had_looked()
    {
        ReconciliationSettings.Since(Now.AddDays(2), isOwners: false, Now).ShouldBe(Now.AddDays(-1) - ReconciliationSettings.Overlap);
        ReconciliationSettings.Since(Now.AddSeconds(1), isOwners: true, Now).ShouldBe(Now.AddDays(-1) - ReconciliationSettings.Overlap);
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(-3, 0, 0, -3)]
    [InlineData(0, -2, 0, -2)]
    [InlineData(2880, 0, 2880, 0)]
    [InlineData(2880, null, 0, 0)]
    [InlineData(-5, 0, 10, -5)]
    public void covers_no_more_than_any_clock_says_has_passed_but_for_the_calls_left_to_their_webhooks(
        int began,
        int? answered,
        int now,
        int covered
    ) =>
        ReconciliationSettings
            .Covered(Now.AddMinutes(began), answered is { } at ? Now.AddMinutes(at) : null, Now.AddMinutes(now), Grace)
            .ShouldBe(Now.AddMinutes(covered) - Grace);

    [Fact]
    public void rests_as_long_as_retell_asks_but_not_until_a_time_that_a_wrong_clock_noted()
    {
        new ReconciliationState(null, Now.AddHours(1)).IsPaused(Now).ShouldBeTrue();
        new ReconciliationState(null, Now).IsPaused(Now).ShouldBeFalse();
        new ReconciliationState(null, null).IsPaused(Now).ShouldBeFalse();
        new ReconciliationState(null, Now.AddDays(2)).IsPaused(Now).ShouldBeFalse();
    }

    [Fact]
    public void asks_ever_later_for_a_call_that_retell_cannot_show() =>
        new[] { 1, 2, 3, 8, 29, 4000 }.Select(x => UnreadableCalls.Wait(x).TotalMinutes).ShouldBe([5, 10, 20, 640, 720, 720]);

    [Fact]
    public void comes_again_soon_after_a_failure_and_then_ever_later()
    {
        var rules = new ReconciliationSettings(TimeSpan.FromMinutes(3), Grace);
        new[] { 0, 1, 2, 3, 4, 5, 6, 7, 5000 }
            .Select(x => rules.RetryAfter(x).TotalSeconds)
            .ShouldBe([180, 5, 10, 20, 40, 80, 160, 180, 180]);
    }

    [Fact]
    public void tells_a_call_in_the_form_of_its_webhooks()
    {
        using var sample = JsonDocument.Parse(Given.Sample("call_analyzed.phone"));
        var call = sample.RootElement.GetProperty("call");
        var told = SyntheticDelivery.Of(call, []).Select(x => Payload.Read(x)!).ToList();
        told.Select(x => x.Event).ShouldBe(["call_ended", "call_analyzed"]);
        told[0].Analysis.ShouldBeNull();
        JsonSerializer.Serialize(told[1]).ShouldBe(JsonSerializer.Serialize(Given.Told("call_analyzed.phone")));
        SyntheticDelivery.Of(call, ["call_ended"]).Select(x => Payload.Read(x)!.Event).ShouldBe(["call_analyzed"]);
        SyntheticDelivery.Of(call, ["call_ended", "call_analyzed"]).ShouldBeEmpty();
    }

    [Fact]
    public void tells_nothing_of_a_call_that_goes_on()
    {
        using var sample = JsonDocument.Parse(Given.Sample("call_started.phone"));
        SyntheticDelivery.Of(sample.RootElement.GetProperty("call"), []).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("Retry-After", "Mon, 24 Nov 2025 16:01:30 GMT", 40)]
    [InlineData("Retry-After", "Mon, 24 Nov 2025 15:00:00 GMT", 0)]
    [InlineData("Retry-After", "soon", 2)]
    [InlineData("X-Nothing", "1", 2)]
    public void waits_as_long_as_retell_says(string header, string value, double seconds)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        answer.Headers.TryAddWithoutValidation(header, value);
        RetryDelay.Before(2, answer, Now).TotalSeconds.ShouldBe(seconds);
    }

    [Fact]
    public void waits_until_the_time_that_retell_says_by_retells_own_clock()
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Headers = { Date = Now.AddDays(-2), RetryAfter = new(Now.AddDays(-2).AddSeconds(30)) },
        };
        RetryDelay.Before(0, answer, Now).TotalSeconds.ShouldBe(30);
    }

    [Fact]
    public void waits_twice_as_long_each_time_that_retell_says_nothing() =>
        Enumerable.Range(0, 6).Select(x => RetryDelay.Before(x, null, Now).TotalSeconds).ShouldBe([0.5, 1, 2, 4, 8, 8]);
}
