using Shouldly;
using Switchhook.Leads;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Qualification;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Correcting_a_call
{
    static readonly DateTimeOffset Later = Given.Now.AddHours(2);

    static CallContent Said(long revision, string summary, string lead = "true") =>
        Given.Call(("is_lead", lead), ("caller_name", "Priya Nair")) with
        {
            Revision = revision,
            Summary = summary,
        };

    static Lead Heard(params object[] history) =>
        Given.After(
            Lead.Create(Given.Told(new LeadCaptured(QualificationRule.Default.Extract(Said(1, "First.")), false, Said(1, "First.")))),
            history
        );

    static LeadCallReanalyzed? Again(Lead lead, CallContent said) => LeadCallUpdate.Decide(lead, said, QualificationRule.Default, Later);

    [Fact]
    public void takes_the_words_of_the_newer_analysis()
    {
        var lead = Heard();
        var after = Given.After(lead, Again(lead, Said(3, "Second."))!);
        after.Facts.Of(LeadField.Reason)!.Value.ShouldBe("Second.");
        after.Facts.Calls.Count.ShouldBe(1);
        after.NeedsAttention.ShouldBeTrue();
    }

    [Theory, InlineData(1), InlineData(0)]
    public void is_silent_when_as_much_or_more_was_known(long revision) => Again(Heard(), Said(revision, "Older.")).ShouldBeNull();

    [Fact]
    public void is_silent_about_a_call_of_another_lead() => Again(Heard(), Said(9, "Second.") with { CallId = "call_9" }).ShouldBeNull();

    [Fact]
    public void leaves_what_people_wrote()
    {
        var lead = Heard(new LeadEdited(new Dictionary<LeadField, string?> { [LeadField.Reason] = "Wants a crown." }, Given.Now));
        Given.After(lead, Again(lead, Said(3, "Second."))!).Facts.Of(LeadField.Reason)!.Value.ShouldBe("Wants a crown.");
    }

    [Fact]
    public void leaves_a_lead_done_and_its_status()
    {
        var lead = Heard(Given.Done);
        var after = Given.After(lead, Again(lead, Said(3, "Second."))!);
        (after.NeedsAttention, after.Status, after.Outcome).ShouldBe((false, LeadStatus.Qualified, LeadOutcome.Scheduled));
    }

    [Fact]
    public void takes_the_lead_out_of_the_way_when_it_is_none_by_now_and_nobody_has_touched_it()
    {
        Given.After(Heard(), Again(Heard(), Said(3, "Wrong number.", "false"))!).IsGone.ShouldBeTrue();
        var touched = Heard(new LeadNoted("Rang back.", Given.Now));
        Given.After(touched, Again(touched, Said(3, "Wrong number.", "false"))!).IsGone.ShouldBeFalse();
    }

    [Fact]
    public void keeps_when_things_were_said_where_nothing_new_is_known_of_that()
    {
        var said = Said(1, "First.") with { HeardAt = new Dictionary<string, double> { ["caller_name"] = 12 } };
        var lead = Lead.Create(Given.Told(new LeadCaptured(QualificationRule.Default.Extract(said), false, said)));
        Again(lead, Said(3, "Second."))!.Enquiry.SecondOf(LeadField.Name).ShouldBe(12);
    }
}
