using Shouldly;
using Switchhook.Calls;
using Xunit;

namespace Switchhook.Specs.Calls;

public class The_outcome
{
    static string Of(
        string? reason,
        string? intent = null,
        bool successful = false,
        bool lead = false,
        bool voicemail = false,
        string? status = "ended"
    ) =>
        Outcome
            .Of(
                new Disconnection(null, reason, status, null),
                new Analysis(
                    "",
                    "Neutral",
                    successful,
                    voicemail,
                    [
                        .. intent is null ? [] : new[] { new AnalysisField("lead_intent", "text", intent) },
                        new AnalysisField("is_lead", "yes-no", lead ? "true" : "false"),
                    ]
                )
            )
            .Code;

    [Theory]
    [InlineData("book_appointment", true, true, "wants_appointment")]
    [InlineData("book_appointment", false, true, "wants_appointment")]
    [InlineData("Book an appointment.", true, true, "wants_appointment")]
    [InlineData("change_appointment", true, true, "wants_appointment")]
    [InlineData("cancel_appointment", true, true, "follow_up")]
    [InlineData("cancel_appointment", true, false, "follow_up")]
    [InlineData("facebook_ad_enquiry", true, true, "follow_up")]
    [InlineData("facebook_ad_enquiry", true, false, "answered")]
    [InlineData("wrongful_dismissal", true, true, "follow_up")]
    [InlineData("wrongful_dismissal", true, false, "answered")]
    [InlineData("bookkeeping", true, false, "answered")]
    [InlineData("schedule_of_fees", true, false, "answered")]
    [InlineData("antispam_software", true, false, "answered")]
    [InlineData("Wrong number", true, false, "wrong_number")]
    [InlineData("complaint", true, true, "follow_up")]
    [InlineData("call_back", true, true, "follow_up")]
    [InlineData("question", true, false, "answered")]
    [InlineData("question", true, true, "follow_up")]
    [InlineData("quote", true, true, "follow_up")]
    [InlineData("wrong_number", false, false, "wrong_number")]
    [InlineData("spam", false, false, "spam")]
    [InlineData("other", true, false, "answered")]
    public void follows_the_intent_of_a_call_that_the_agent_ended(string intent, bool successful, bool lead, string outcome) =>
        Of("agent_hangup", intent, successful, lead).ShouldBe(outcome);

    static Outcome After(string tool, string? result, bool? succeeded, string intent = "book_appointment") =>
        Outcome.Of(
            new Disconnection(null, "agent_hangup", "ended", null),
            new Analysis("", "Neutral", true, false, [new AnalysisField("lead_intent", "text", intent)]),
            BookingDetection.Detect([
                new Turn("user", "Tuesday, please.", 1, 2, [], null),
                new Turn("tool", "", 3, null, [], new(tool, "{}", result, succeeded)),
            ])
        );

    [Theory]
    [InlineData("book_slot", "{\"ok\":true,\"ref\":\"B-1007\"}", true)]
    [InlineData("book_slot", "{\"ok\":true,\"ref\":\"B-1007\"}", null)]
    [InlineData("book_appointment_cal", "{\"uid\":\"x\"}", null)]
    [InlineData("bookAppointment", "{\"status\":\"accepted\"}", null)]
    [InlineData("create_booking", "{}", true)]
    [InlineData("schedule-visit", "Done.", true)]
    public void is_booked_when_a_tool_booked(string tool, string? result, bool? succeeded) =>
        After(tool, result, succeeded).ShouldBe(Outcome.Booked);

    [Theory]
    [InlineData("book_slot", "{\"ok\":false}", null)]
    [InlineData("book_slot", "{\"error\":\"taken\"}", null)]
    [InlineData("book_slot", "{\"status\":\"failed\"}", null)]
    [InlineData("book_slot", "{\"ok\":true}", false)]
    [InlineData("book_slot", null, null)]
    [InlineData("book_slot", "No slot was free.", null)]
    [InlineData("check_availability", "{\"free\":[\"10:00\"]}", true)]
    [InlineData("cancel_booking", "{\"ok\":true}", true)]
    [InlineData("send_booking_link", "{\"ok\":true}", true)]
    [InlineData("facebook_lookup", "{\"ok\":true}", true)]
    [InlineData("end_call", null, true)]
    public void only_wants_an_appointment_when_none_did(string tool, string? result, bool? succeeded) =>
        After(tool, result, succeeded).ShouldBe(Outcome.WantsAppointment);

    [Theory, InlineData("other"), InlineData("question"), InlineData(null)]
    public void is_hung_up_when_the_caller_left_without_getting_or_wanting_anything(string? intent) =>
        Of("user_hangup", intent).ShouldBe("hung_up");

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
    public void follows_the_reason_whatever_the_analysis_says(string reason, string outcome) =>
        Of(reason, "book_appointment", successful: true).ShouldBe(outcome);

    [Fact]
    public void is_voicemail_when_the_analysis_says_so() => Of("agent_hangup", "other", voicemail: true).ShouldBe("voicemail");

    [Fact]
    public void is_missed_when_it_never_connected() => Of(null, status: "not_connected").ShouldBe("missed");

    [Fact]
    public void is_ended_before_the_analysis_and_in_call_before_the_end()
    {
        Outcome.Of(new Disconnection(null, "user_hangup", "ended", null), null).ShouldBe(Outcome.Ended);
        Outcome.Of(null, null).ShouldBe(Outcome.InCall);
    }

    [Fact]
    public void of_a_reason_that_nobody_has_seen_is_still_one() => Of("abducted_by_aliens", "other", successful: true).ShouldBe("answered");
}
