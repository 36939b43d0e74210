using Shouldly;
using Switchhook.Leads;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Qualification;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Reading_a_call
{
    static Enquiry? Read(params (string, string)[] fields) =>
        QualificationRule.Default is var rule && rule.IsLead(Given.Call(fields)) ? rule.Extract(Given.Call(fields)) : null;

    [
        Theory,
        InlineData("true"),
        InlineData("True"),
        InlineData("yes"),
        InlineData("1"),
        InlineData("y"),
        InlineData("true."),
        InlineData("ja"),
        InlineData("sí"),
        InlineData("Yes, wants a quote")
    ]
    public void makes_a_lead_when_the_analysis_says_so(string verdict) => Read(("is_lead", verdict)).ShouldNotBeNull();

    [
        Theory,
        InlineData("false"),
        InlineData("False"),
        InlineData("no"),
        InlineData("0"),
        InlineData("nein"),
        InlineData("No, wrong number")
    ]
    public void makes_none_when_the_analysis_says_no_whatever_the_intent(string verdict) =>
        Read(("is_lead", verdict), ("lead_intent", "book_appointment")).ShouldBeNull();

    [
        Theory,
        InlineData("book_appointment"),
        InlineData("Book appointment"),
        InlineData("call_back"),
        InlineData("quote"),
        InlineData("complaint")
    ]
    public void goes_by_the_intent_when_nothing_says_so_outright(string intent) => Read(("lead_intent", intent)).ShouldNotBeNull();

    [Theory, InlineData("perhaps"), InlineData("7"), InlineData("yes and no")]
    public void goes_by_the_intent_when_it_is_not_clear_what_was_said_and_keeps_that(string verdict)
    {
        Read(("is_lead", verdict), ("lead_intent", "book_appointment"))!.UnclearVerdict.ShouldBe(verdict);
        Read(("is_lead", verdict), ("lead_intent", "question")).ShouldBeNull();
        Read(("is_lead", "yes"), ("lead_intent", "question"))!.UnclearVerdict.ShouldBeNull();
    }

    [Theory]
    [InlineData("+44 (0)20 7946 0958", "+442079460958", false)]
    [InlineData("+1 (415) 555-0132 #12", "+14155550132;ext=12", false)]
    [InlineData("415-555-0132 x12", "+14155550132;ext=12", false)]
    [InlineData("four one five five five five oh one three two", "+14155550132", true)]
    [InlineData("same as this one", "+14155550142", true)]
    public void reads_a_number_as_it_comes_and_keeps_what_was_said_where_it_had_to_guess(string said, string number, bool guessed)
    {
        var lead = Read(("is_lead", "true"), ("callback_number", said))!;
        lead.Number.ShouldBe(number);
        lead.AsSaid?.GetValueOrDefault(LeadField.Number).ShouldBe(said);
        (lead.AsSaid is not null).ShouldBe(guessed);
    }

    [
        Theory,
        InlineData("+266696687"),
        InlineData("+7378742833"),
        InlineData("+86282452253"),
        InlineData("+2562533"),
        InlineData("+8656696"),
        InlineData("anonymous"),
        InlineData("Restricted")
    ]
    public void knows_no_number_of_a_caller_who_hides_it(string caller)
    {
        var lead = QualificationRule.Default.Extract(
            Given.Call(("is_lead", "true"), ("callback_number", caller)) with
            {
                CallerNumber = caller,
            }
        );
        lead.Of(LeadField.Number).ShouldBeNull();
        (lead with { Number = caller }).Of(LeadField.Number).ShouldBeNull("it was taken for one before");
    }

    [Fact]
    public void takes_a_line_of_the_owner_s_for_nobody_s_number()
    {
        var rule = QualificationRule.Default with { BusinessNumbers = BusinessNumbers.None with { Named = ["+14155550142"] } };
        var lead = rule.Extract(Given.Call(("is_lead", "true")));
        (lead.Number, lead.OwnLine).ShouldBe((null, true));
        rule.Extract(Given.Call(("is_lead", "true"), ("callback_number", "+1 415 555 0142"))).Number.ShouldBeNull();
        rule.Extract(Given.Call(("is_lead", "true"), ("callback_number", "415-555-0132"))).Number.ShouldBe("+14155550132");
        rule.Extract(Given.Call(("is_lead", "true"), ("callback_number", "415-555-0142 x7"))).Number.ShouldBe("+14155550142;ext=7");
        QualificationRule.Default.Extract(Given.Call(("is_lead", "true")) with { Line = "+1 (415) 555-0142" }).OwnLine.ShouldBeTrue();
    }

    [Theory]
    [InlineData("jane@example.com.", "jane@example.com", false)]
    [InlineData("john dot doe at example dot com", "john.doe@example.com", true)]
    [InlineData("maria at example", null, true)]
    public void reads_an_address_as_it_comes(string said, string? address, bool guessed)
    {
        var lead = Read(("is_lead", "true"), ("caller_email", said))!;
        lead.Email.ShouldBe(address);
        lead.AsSaid?.GetValueOrDefault(LeadField.Email).ShouldBe(said);
        (lead.AsSaid is not null).ShouldBe(guessed);
        var facts = LeadFacts.None.WithCall(new(lead, null));
        (facts.Of(LeadField.Email)?.AsSaid ?? facts.UnparsedValue(LeadField.Email)).ShouldBe(guessed ? said : null);
    }

    [Theory, InlineData("spam"), InlineData("wrong_number"), InlineData("Wrong number"), InlineData("robocall")]
    public void never_makes_a_lead_of_spam_or_a_wrong_number(string intent) =>
        Read(("is_lead", "true"), ("lead_intent", intent)).ShouldBeNull();

    [Fact]
    public void makes_none_of_a_voicemail_without_a_message() => Read().ShouldBeNull();

    [Fact]
    public void makes_none_of_a_question_that_nobody_has_to_act_on() => Read(("lead_intent", "question")).ShouldBeNull();

    [Fact]
    public void finds_each_thing_in_its_field()
    {
        var lead = Read(
            ("is_lead", "true"),
            ("caller_name", " Maria Lopez "),
            ("callback_number", "(415) 555-0132"),
            ("caller_email", "maria@example.com"),
            ("lead_intent", "book_appointment"),
            ("preferred_time", "Tuesday morning"),
            ("urgency", "high"),
            ("follow_up_notes", "Confirm the slot.")
        );

        lead.ShouldBe(
            new Enquiry(
                "call_1",
                Given.Now,
                "Booked a cleaning.",
                "Maria Lopez",
                "+14155550132",
                "maria@example.com",
                "book_appointment",
                "Tuesday morning",
                "Confirm the slot.",
                Urgent: true,
                WantsAppointment: true,
                RuleVersion: 1
            )
        );
    }

    [Theory, InlineData("unknown"), InlineData("N/A"), InlineData(" "), InlineData("same as this one")]
    public void takes_the_caller_s_number_when_none_was_left(string said) =>
        Read(("is_lead", "true"), ("callback_number", said))!.Number.ShouldBe("+14155550142");

    [Fact]
    public void knows_no_number_of_an_anonymous_caller() =>
        QualificationRule.Default.Extract(Given.Call(("is_lead", "true")) with { CallerNumber = "anonymous" }).Number.ShouldBeNull();

    [
        Theory,
        InlineData("emergency", true),
        InlineData("High", true),
        InlineData("5", true),
        InlineData("eight out of ten", true),
        InlineData("8/10", true),
        InlineData("Emergency!", true),
        InlineData("Yes, today", true),
        InlineData("four", true),
        InlineData("2", false),
        InlineData("normal", false)
    ]
    public void tells_urgent_from_not(string urgency, bool urgent) =>
        Read(("is_lead", "true"), ("urgency", urgency))!.Urgent.ShouldBe(urgent);

    [Fact]
    public void gives_the_notes_as_reason_when_there_is_no_summary() =>
        QualificationRule
            .Default.Extract(Given.Call(("is_lead", "true"), ("follow_up_notes", "Ring after five.")) with { Summary = "" })
            .Reason.ShouldBe("Ring after five.");

    [Fact]
    public void takes_no_e_mail_that_cannot_be_one() =>
        Read(("is_lead", "true"), ("caller_email", "maria at example"))!.Email.ShouldBeNull();

    [Fact]
    public void keeps_that_the_call_was_simulated() =>
        QualificationRule.Default.Extract(Given.Call(("is_lead", "true")) with { Simulated = true }).Simulated.ShouldBeTrue();
}
