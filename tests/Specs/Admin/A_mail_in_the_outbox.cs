using Shouldly;
using Switchhook.Admin.Mail;
using Xunit;

namespace Switchhook.Specs.Admin;

public class A_mail_in_the_outbox
{
    static readonly DateTimeOffset Now = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);
    static readonly OutboxMail Waiting = new("lead/1", Guid.Empty, "ana@example.com", "New lead", "", "", Now);
    static readonly MailOutcome Later = new(MailOutcomeKind.Later, "451 not now");

    [Fact]
    public void is_sent_by_its_next_attempt_alone()
    {
        Waiting.Decide(1, Now).ShouldBe(OutboxDecision.Send);
        Waiting.Decide(2, Now).ShouldBe(OutboxDecision.None);
        Waiting.Claim(Now).After(MailOutcome.Taken, Now).Decide(2, Now).ShouldBe(OutboxDecision.None);
    }

    [Fact]
    public void is_not_sent_again_by_a_run_that_finds_it_being_sent()
    {
        var begun = Waiting.Claim(Now).Begin(Now);
        begun.Decide(1, Now.AddSeconds(30)).ShouldBe(OutboxDecision.Wait);
        begun.Decide(1, Now.AddMinutes(4)).ShouldBe(OutboxDecision.GiveUp);
        begun.Decide(2, Now).ShouldBe(OutboxDecision.None);
    }

    [Fact]
    public void is_sent_by_the_next_run_when_the_one_before_ended_without_handing_anything_over()
    {
        var claimed = Waiting.Claim(Now);
        claimed.Decide(1, Now.AddSeconds(5)).ShouldBe(OutboxDecision.Wait);
        claimed.Decide(1, Now.AddSeconds(30)).ShouldBe(OutboxDecision.Send);
        Waiting.Claim(Now).Begin(Now).After(Later, Now).Claim(Now).BegunAt.ShouldBeNull("the next attempt has begun nothing yet");
    }

    [Fact]
    public void is_settled_by_the_same_message_however_many_runs_have_ended_before()
    {
        var (mail, now) = (Waiting, Now);
        for (var crashes = 0; crashes < 3; crashes++, now = now.AddMinutes(1))
        {
            mail.Decide(1, now).ShouldBe(OutboxDecision.Send);
            mail = mail.Claim(now);
        }
        mail.ShouldSatisfyAllConditions(
            x => x.Attempts.ShouldBe(1),
            x => x.Tries.ShouldBe(1),
            x => x.ClaimedAt.ShouldBe(now.AddMinutes(-1))
        );
        mail.Begin(now).Decide(1, now.AddMinutes(4)).ShouldBe(OutboxDecision.GiveUp);
        mail.After(Later, now).Decide(2, now).ShouldBe(OutboxDecision.Send);
    }

    [Fact]
    public void waits_longer_each_time_that_it_was_not_taken()
    {
        var (mail, pauses) = (Waiting, new List<TimeSpan>());
        while ((mail = mail.Claim(Now).After(Later, Now)).State is OutboxState.Waiting)
            pauses.Add(mail.NextAt!.Value - Now);
        pauses.Count.ShouldBe(7);
        pauses.ShouldBe(pauses.Order());
        mail.ShouldSatisfyAllConditions(
            x => x.State.ShouldBe(OutboxState.Failed),
            x => x.Attempts.ShouldBe(8),
            x => x.Error.ShouldBe("451 not now")
        );
    }

    [Fact]
    public void is_given_up_at_once_where_nobody_takes_it_ever() =>
        Waiting.Claim(Now).After(new(MailOutcomeKind.Refused, "550 no such user"), Now).State.ShouldBe(OutboxState.Failed);

    [Fact]
    public void is_shown_as_unsure_and_not_sent_again_when_the_connection_broke()
    {
        var unsure = Waiting.Claim(Now).After(new(MailOutcomeKind.Unclear, "cut"), Now);
        unsure.State.ShouldBe(OutboxState.Unsure);
        unsure.Decide(1, Now.AddDays(1)).ShouldBe(OutboxDecision.None);
        unsure.Decide(2, Now.AddDays(1)).ShouldBe(OutboxDecision.None);
    }

    [Fact]
    public void is_sent_once_more_when_somebody_asks()
    {
        var again = Waiting.Claim(Now).After(new(MailOutcomeKind.Unclear, "cut"), Now).Again();
        again.Decide(1, Now).ShouldBe(OutboxDecision.None);
        again.Decide(2, Now).ShouldBe(OutboxDecision.Send);
        again.Claim(Now).After(Later, Now).NextAt.ShouldBe(Now.AddSeconds(5));
    }
}
