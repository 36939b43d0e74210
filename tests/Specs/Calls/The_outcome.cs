using Shouldly;
using Switchhook.Calls.Story;
using Xunit;

namespace Switchhook.Specs.Calls;

public class The_outcome
{
    static string Of(string? reason, string? intent = null, bool successful = false, bool lead = false, bool voicemail = false, string? status = "ended") =>
        Outcome.Of(new Ending(null, reason, status, null), new Analysis("", "Neutral", successful, voicemail, [.. intent is null ? [] : new[] { new Field("lead_intent", "text", intent) }, new Field("is_lead", "yes-no", lead ? "true" : "false")])).Code;

    [Theory]
    [InlineData("book_appointment", true, true, "booked")]
    [InlineData("book_appointment", false, true, "follow_up")]
    [InlineData("change_appointment", true, true, "booked")]
    [InlineData("complaint", true, true, "follow_up")]
    [InlineData("call_back", true, true, "follow_up")]
    [InlineData("question", true, false, "answered")]
    [InlineData("question", true, true, "follow_up")]
    [InlineData("quote", true, true, "follow_up")]
    [InlineData("wrong_number", false, false, "wrong_number")]
    [InlineData("spam", false, false, "spam")]
    [InlineData("other", true, false, "answered")]
    public void follows_the_intent_of_a_call_that_the_agent_ended(string intent, bool successful, bool lead, string outcome) => Of("agent_hangup", intent, successful, lead).ShouldBe(outcome);

    [Theory, InlineData("other"), InlineData("question"), InlineData(null)]
    public void is_hung_up_when_the_caller_left_without_getting_or_wanting_anything(string? intent) => Of("user_hangup", intent).ShouldBe("hung_up");

    [Fact]
    public void is_a_follow_up_when_a_lead_hung_up() => Of("user_hangup", "question", lead: true).ShouldBe("follow_up");

    [Theory]
    [InlineData("voicemail_reached", "voicemail")]
    [InlineData("marked_as_spam", "spam")]
    [InlineData("scam_detected", "spam")]
    [InlineData("call_transfer", "transferred")]
    [InlineData("concurrency_limit_reached", "missed")]
    [InlineData("no_valid_payment", "failed")]
    [InlineData("error_retell", "failed")]
    [InlineData("error_of_tomorrow", "failed")]
    [InlineData("dial_busy", "missed")]
    [InlineData("user_declined", "missed")]
    public void follows_the_reason_whatever_the_analysis_says(string reason, string outcome) => Of(reason, "book_appointment", successful: true).ShouldBe(outcome);

    [Fact]
    public void is_voicemail_when_the_analysis_says_so() => Of("agent_hangup", "other", voicemail: true).ShouldBe("voicemail");

    [Fact]
    public void is_missed_when_it_never_connected() => Of(null, status: "not_connected").ShouldBe("missed");

    [Fact]
    public void is_ended_before_the_analysis_and_in_call_before_the_end()
    {
        Outcome.Of(new Ending(null, "user_hangup", "ended", null), null).ShouldBe(Outcome.Ended);
        Outcome.Of(null, null).ShouldBe(Outcome.InCall);
    }

    [Fact]
    public void of_a_reason_that_nobody_has_seen_is_still_one() => Of("abducted_by_aliens", "other", successful: true).ShouldBe("answered");
}
