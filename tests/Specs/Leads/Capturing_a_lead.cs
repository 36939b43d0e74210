using Shouldly;
using Switchhook.Leads;
using Switchhook.Leads.Capture;
using Xunit;

namespace Switchhook.Specs.Leads;

public class Capturing_a_lead
{
    [Fact]
    public void opens_one_for_a_number_not_seen_before() =>
        CallAnalyzedNoticeHandler.Decide(Given.First, null).ShouldBe(new LeadCaptured(Given.First, Returning: false));

    [Fact]
    public void joins_the_caller_s_open_lead() =>
        CallAnalyzedNoticeHandler.Decide(Given.Second, Given.History()).ShouldBe(new LeadCalledAgain(Given.Second));

    [Fact]
    public void joins_a_lead_that_was_marked_done() =>
        CallAnalyzedNoticeHandler.Decide(Given.Second, Given.History(Given.Done)).ShouldBeOfType<LeadCalledAgain>();

    [Fact]
    public void opens_another_once_the_first_was_won() =>
        CallAnalyzedNoticeHandler.Decide(Given.Third, Given.History(Given.Won)).ShouldBe(new LeadCaptured(Given.Third, Returning: true));

    [Fact]
    public void joins_and_leaves_done_what_was_done_after_the_call() =>
        CallAnalyzedNoticeHandler
            .Decide(Given.Second, Given.History(Given.Done))
            .ShouldBe(new LeadCalledAgain(Given.Second, Reopens: false));

    [Fact]
    public void joins_a_lead_that_was_won_after_the_call() =>
        CallAnalyzedNoticeHandler
            .Decide(Given.Second, Given.History(Given.Won))
            .ShouldBe(new LeadCalledAgain(Given.Second, Reopens: false));

    [Fact]
    public void reopens_a_lead_that_was_done_while_the_caller_was_speaking()
    {
        var said = Given.Call() with { EndedAt = Given.Now.AddMinutes(1) };
        CallAnalyzedNoticeHandler.Decide(Given.Second, Given.History(Given.Done), said).ShouldBe(new LeadCalledAgain(Given.Second, said));
    }

    [Fact]
    public void reopens_a_lead_for_a_call_after_it_was_done() =>
        CallAnalyzedNoticeHandler.Decide(Given.Third, Given.History(Given.Done)).ShouldBe(new LeadCalledAgain(Given.Third));

    [Fact]
    public void reopens_it_when_its_owner_makes_a_lead_of_the_call() =>
        CallAnalyzedNoticeHandler
            .Decide(Given.Second, Given.History(Given.Done), byHand: true)
            .ShouldBe(new LeadCalledAgain(Given.Second, ByHand: true));

    [Fact]
    public void keeps_the_calls_of_a_spammer_together() =>
        CallAnalyzedNoticeHandler.Decide(Given.Second, Given.History(Given.Spam)).ShouldBeOfType<LeadCalledAgain>();

    [Fact]
    public void gives_the_same_call_the_same_lead() => Lead.IdFor("call_1").ShouldBe(Given.Id);

    [Fact]
    public void gives_two_calls_two_leads() => Lead.IdFor("call_2").ShouldNotBe(Given.Id);
}
