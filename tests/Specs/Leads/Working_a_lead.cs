using Shouldly;
using Switchhook.Contracts;
using Switchhook.Leads;
using Switchhook.Leads.Inbox;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Marking_a_lead_done
{
    static LeadMarkedDone? Done(LeadOutcome outcome, Lead? lead, string? note = null) =>
        MarkLeadDoneHandler.Handle(new(Given.Id, outcome, note, 1), lead, Given.Now);

    [Fact]
    public void keeps_outcome_and_note() =>
        Done(LeadOutcome.NoAnswer, Given.History(), " Try on Friday ")
            .ShouldBe(new LeadMarkedDone(LeadOutcome.NoAnswer, "Try on Friday", LeadStatus.New, Given.Now));

    [Theory]
    [InlineData(LeadOutcome.Scheduled, LeadStatus.Qualified)]
    [InlineData(LeadOutcome.CalledBack, LeadStatus.Contacted)]
    [InlineData(LeadOutcome.LeftVoicemail, LeadStatus.Contacted)]
    [InlineData(LeadOutcome.NoActionNeeded, LeadStatus.New)]
    public void moves_a_new_lead_on(LeadOutcome outcome, LeadStatus status) => Done(outcome, Given.History())!.Status.ShouldBe(status);

    [Fact]
    public void moves_none_back() =>
        Done(LeadOutcome.CalledBack, Given.History(new LeadStatusChanged(LeadStatus.Qualified, true, Given.Now)))!
            .Status.ShouldBe(LeadStatus.Qualified);

    [Fact]
    public void is_silent_when_it_is_done() => Done(LeadOutcome.CalledBack, Given.History(Given.Done)).ShouldBeNull();

    [Fact]
    public void is_refused_when_there_is_none() => Should.Throw<Refused>(() => Done(LeadOutcome.CalledBack, null));

    [Fact]
    public void is_refused_with_an_endless_note() =>
        Should.Throw<Refused>(() => Done(LeadOutcome.CalledBack, Given.History(), new string('x', 2001)));
}

public class Reopening_a_lead
{
    static LeadReopened? Reopen(Lead? lead) => ReopenLeadHandler.Handle(new(Given.Id, 2), lead, Given.Now);

    [Fact]
    public void gives_it_the_status_from_before() =>
        Reopen(Given.History(Given.Done)).ShouldBe(new LeadReopened(LeadStatus.New, Given.Now));

    [Fact]
    public void takes_spam_back() => Reopen(Given.History(Given.Spam)).ShouldBe(new LeadReopened(LeadStatus.New, Given.Now));

    [Fact]
    public void goes_back_to_where_it_last_waited() => Reopen(Given.History(Given.Done, Given.Won))!.Status.ShouldBe(LeadStatus.New);

    [Fact]
    public void is_silent_when_it_waits() => Reopen(Given.History()).ShouldBeNull();

    [Fact]
    public void is_refused_when_there_is_none() => Should.Throw<Refused>(() => Reopen(null));
}

public class Changing_the_status_of_a_lead
{
    static LeadStatusChanged? Change(LeadStatus status, Lead? lead) =>
        ChangeLeadStatusHandler.Handle(new(Given.Id, status, 1), lead, Given.Now);

    [Theory, InlineData(LeadStatus.Won), InlineData(LeadStatus.Lost), InlineData(LeadStatus.Spam)]
    public void takes_a_settled_one_out_of_the_queue(LeadStatus status) =>
        Change(status, Given.History()).ShouldBe(new LeadStatusChanged(status, false, Given.Now));

    [Fact]
    public void leaves_others_in_the_queue() => Change(LeadStatus.Qualified, Given.History())!.NeedsAttention.ShouldBeTrue();

    [Fact]
    public void brings_none_back_into_it() => Change(LeadStatus.Contacted, Given.History(Given.Won))!.NeedsAttention.ShouldBeFalse();

    [Fact]
    public void is_silent_when_it_has_it() => Change(LeadStatus.New, Given.History()).ShouldBeNull();

    [Fact]
    public void is_refused_when_there_is_none() => Should.Throw<Refused>(() => Change(LeadStatus.Won, null));
}

public class Noting_on_a_lead
{
    static LeadNoted? Note(string? text, Lead? lead) => AddLeadNoteHandler.Handle(new(Given.Id, text), lead, Given.Now);

    [Fact]
    public void keeps_the_words() => Note(" Has two children. ", Given.History()).ShouldBe(new LeadNoted("Has two children.", Given.Now));

    [Fact]
    public void twice_is_once_also_after_another_note()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var lead = Given.History(
            new LeadNoted("Has two children.", Given.Now, first),
            new LeadNoted("Moves in May.", Given.Now, second),
            new LeadNoted("Called.", Given.Now)
        );
        foreach (var sent in (Guid[])[first, second])
            AddLeadNoteHandler.Handle(new(Given.Id, "Has two children.", sent), lead, Given.Now).ShouldBeNull();
        AddLeadNoteHandler.Handle(new(Given.Id, "Has two children.", Guid.CreateVersion7()), lead, Given.Now).ShouldNotBeNull();
    }

    [Theory, InlineData(null), InlineData("  ")]
    public void is_refused_when_empty(string? text) => Should.Throw<Refused>(() => Note(text, Given.History()));

    [Fact]
    public void is_refused_when_there_is_none() => Should.Throw<Refused>(() => Note("Hello", null));
}
