using Shouldly;
using Switchhook.Leads;
using Switchhook.Leads.Inbox;
using Xunit;

namespace Switchhook.Specs.Leads;

public class The_inbox_row
{
    [Fact]
    public void starts_new_and_waiting() =>
        Given
            .Row()
            .ShouldSatisfyAllConditions(
                x => x.NeedsAttention.ShouldBeTrue(),
                x => x.Status.ShouldBe(LeadStatus.New),
                x => x.WaitingSince.ShouldBe(Given.First.CalledAt),
                x => x.Returning.ShouldBeFalse()
            );

    [Fact]
    public void takes_facts_from_a_second_call_and_keeps_its_position() =>
        Given
            .Row(new LeadCalledAgain(Given.Second))
            .ShouldSatisfyAllConditions(
                x => x.Name.ShouldBe("Priya Nair"),
                x => x.Email.ShouldBe("priya@example.com"),
                x => x.Reason.ShouldBe(Given.Second.Reason),
                x => x.Returning.ShouldBeTrue(),
                x => x.Urgent.ShouldBeTrue(),
                x => x.WaitingSince.ShouldBe(Given.First.CalledAt),
                x => x.LastCallAt.ShouldBe(Given.Second.CalledAt)
            );

    [Fact]
    public void leaves_the_queue_when_done() =>
        Given
            .Row(Given.Done)
            .ShouldSatisfyAllConditions(
                x => x.NeedsAttention.ShouldBeFalse(),
                x => x.Outcome.ShouldBe(LeadOutcome.Scheduled),
                x => x.Status.ShouldBe(LeadStatus.Qualified)
            );

    [Fact]
    public void comes_back_as_it_was_when_undone() =>
        Given
            .Row(Given.Done, new LeadReopened(LeadStatus.New, Given.Now))
            .ShouldSatisfyAllConditions(
                x => x.Queue.ShouldBe(Given.Row().Queue),
                x => x.NeedsAttention.ShouldBeTrue(),
                x => x.Status.ShouldBe(LeadStatus.New),
                x => x.Outcome.ShouldBeNull()
            );

    [Fact]
    public void waits_again_when_the_caller_calls_after_it_was_done() =>
        Given
            .Row(Given.Done, new LeadCalledAgain(Given.Second))
            .ShouldSatisfyAllConditions(
                x => x.NeedsAttention.ShouldBeTrue(),
                x => x.WaitingSince.ShouldBe(Given.Second.CalledAt),
                x => x.Urgent.ShouldBeFalse(),
                x => x.Outcome.ShouldBeNull()
            );

    [Fact]
    public void lets_a_call_from_before_the_last_one_only_fill_gaps() =>
        Given
            .Row(new LeadCalledAgain(Given.Third), new LeadCalledAgain(Given.Second))
            .ShouldSatisfyAllConditions(
                x => x.Name.ShouldBe(Given.Third.Name),
                x => x.Reason.ShouldBe(Given.Third.Reason),
                x => x.Email.ShouldBe(Given.Second.Email),
                x => x.LastCallAt.ShouldBe(Given.Third.CalledAt)
            );

    [Fact]
    public void stays_done_when_an_earlier_call_is_told_of_late() =>
        Given
            .Row(Given.Done, new LeadCalledAgain(Given.Second, Reopens: false))
            .ShouldSatisfyAllConditions(
                x => x.NeedsAttention.ShouldBeFalse(),
                x => x.Outcome.ShouldBe(LeadOutcome.Scheduled),
                x => x.Email.ShouldBe(Given.Second.Email),
                x => x.WaitingSince.ShouldBe(Given.First.CalledAt)
            );

    [Fact]
    public void stays_away_when_a_spammer_rings_again() =>
        Given.Row(Given.Spam, new LeadCalledAgain(Given.Second)).NeedsAttention.ShouldBeFalse();

    [Fact]
    public void stands_before_others_when_urgent()
    {
        var (row, calm) = (Given.Row(), Given.Row(Given.Done, new LeadCalledAgain(Given.Second)));
        row.Queue.ShouldBeLessThan(
            (calm with { Lead = calm.Lead with { WaitingSince = Given.Now.AddDays(-30), Facts = LeadFacts.None } }).Queue
        );
    }

    [Fact]
    public void stands_before_others_when_it_waits_longer() =>
        (Given.Row() with { Lead = Given.History() with { WaitingSince = Given.Now.AddHours(-4) } }).Queue.ShouldBeLessThan(
            Given.Row().Queue
        );

    [Fact]
    public void stands_on_top_of_all_when_newest() =>
        (Given.Row() with { Lead = Given.History() with { LastCallAt = Given.Now } }).Place.ShouldBeLessThan(Given.Row().Place);

    [Fact]
    public void agrees_with_the_lead_that_decisions_are_made_on()
    {
        object[] history =
        [
            Given.Done,
            new LeadCalledAgain(Given.Second),
            Given.Spam,
            new LeadCalledAgain(Given.Second),
            new LeadReopened(LeadStatus.Qualified, Given.Now),
            Given.Won,
        ];
        for (var length = 0; length <= history.Length; length++)
        {
            var (row, lead, details) = (Given.Row(history[..length]), Given.History(history[..length]), Given.Details(history[..length]));
            (row.Status, row.NeedsAttention).ShouldBe((lead.Status, lead.NeedsAttention));
            (details.Lead.Status, details.Lead.NeedsAttention).ShouldBe((lead.Status, lead.NeedsAttention));
        }
    }
}

public class The_lead_s_page
{
    [Fact]
    public void knows_from_which_call_each_thing_is() =>
        Given
            .Details(new LeadCalledAgain(Given.Second))
            .ShouldSatisfyAllConditions(
                x => x.Of(LeadField.Name).ShouldBe(new SourcedValue("Priya Nair", "call_1")),
                x => x.Of(LeadField.Email).ShouldBe(new SourcedValue("priya@example.com", "call_2"))
            );

    [Fact]
    public void shows_the_timeline_in_order() =>
        Given
            .Details(new LeadCalledAgain(Given.Second), new LeadNoted("Has a dog.", Given.Now), Given.Done)
            .Story.Select(x => x.Kind)
            .ShouldBe([
                LeadTimelineEntryKind.Captured,
                LeadTimelineEntryKind.CalledAgain,
                LeadTimelineEntryKind.Noted,
                LeadTimelineEntryKind.MarkedDone,
            ]);
}
