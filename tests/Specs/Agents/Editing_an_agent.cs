using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Versions;
using Switchhook.Contracts;
using Wolverine;
using Xunit;

namespace Switchhook.Specs.Agents;

public class Editing_an_agent
{
    static readonly EditAgent Wish = new(Given.Id, "Front desk", Given.First.Brief, "Good morning.", "retell-Cimo", 15, " Kinder ", 1);

    static (List<object> Events, OutgoingMessages Next) Edit(Agent? agent, EditAgent? wish = null)
    {
        var (events, next) = EditAgentHandler.Handle(wish ?? Wish, agent, Given.Voices, Given.Limits);
        return ([.. events], next);
    }

    [Fact]
    public void is_the_next_version_and_is_published()
    {
        var (events, next) = Edit(Given.Answering());
        events.ShouldBe([Given.Edited(2, note: "Kinder")]);
        next.ShouldBe([new PublishEdit(Given.Id, 2)]);
    }

    [Fact]
    public void tells_others_of_a_new_name() =>
        Edit(Given.Answering(), Wish with { Name = "Reception" })
            .Next.ShouldBe([
                new PublishEdit(Given.Id, 2),
                new AgentChanged($"{Given.Id:D}", "Reception", AgentStatus.Live, "+14155550101"),
                new AgentRenamed("agent_1", "Reception"),
            ]);

    [Fact]
    public void takes_another_voice_by_the_name_it_has() =>
        Edit(Given.Answering(), Wish with { VoiceId = "11labs-Adrian" })
            .Events.Single()
            .ShouldBeOfType<AgentEdited>()
            .VoiceName.ShouldBe("Adrian");

    [Fact]
    public void is_silent_when_it_changes_nothing() =>
        Edit(Given.Answering(), Wish with { Greeting = Given.First.Greeting }).Events.ShouldBeEmpty();

    [Fact]
    public void takes_other_line_ends_for_no_change()
    {
        var agent = Given.Answering(Given.Edited(2, "One.\nTwo."), new EditPublished(2, 1));
        Edit(agent, Wish with { Greeting = " One.\r\nTwo.\r\n", Revision = 2 }).Events.ShouldBeEmpty();
    }

    [Fact]
    public void sent_twice_is_one_version() => Edit(Given.Answering(Given.Edited(2))).Events.ShouldBeEmpty();

    [Fact]
    public void is_refused_when_another_tab_was_faster()
    {
        var agent = Given.Answering(Given.Edited(2, "The other tab's."), new EditPublished(2, 1));
        var refused = Should.Throw<EditConflict>(() => Edit(agent));
        refused.Message.ShouldContain("Version 2 was saved meanwhile (greeting)");
        refused.Since.Single().ShouldSatisfyAllConditions(x => x.Number.ShouldBe(2), x => x.By.ShouldBe(Given.Ana));
    }

    [Fact]
    public void is_refused_on_a_version_that_never_was() =>
        Should.Throw<EditConflict>(() => Edit(Given.Answering(), Wish with { Revision = 7 })).Message.ShouldContain("no such version");

    [Fact]
    public void waits_while_one_is_being_published()
    {
        var (events, next) = Edit(Given.Answering(Given.Edited(2, "First of two.")), Wish with { Revision = 2 });
        events.ShouldBe([Given.Edited(3, note: "Kinder")]);
        next.ShouldBeEmpty();
    }

    [Fact]
    public void takes_the_place_of_one_that_waits()
    {
        var agent = Given.Answering(Given.Edited(2, "In hand."), Given.Edited(3, "Waiting."));
        Edit(agent, Wish with { Revision = 3 }).Events.ShouldBe([new EditSuperseded(3), Given.Edited(4, note: "Kinder")]);
    }

    [Fact]
    public void that_failed_is_tried_again_when_it_is_sent_again()
    {
        var agent = Given.Answering(Given.Edited(2), new EditFailed(2, "Retell was away.", ""));
        var (events, next) = Edit(agent, Wish with { Revision = 2 });
        events.ShouldBe([new EditRetried(2)]);
        next.ShouldBe([new PublishEdit(Given.Id, 2)]);
    }

    [Fact]
    public void asks_first_what_becomes_of_a_change_in_retells_dashboard() =>
        Should.Throw<ForeignEditUnresolved>(() => Edit(Given.Answering(Given.Foreign(1))));

    [Fact]
    public void is_put_over_it_once_that_was_agreed() =>
        Edit(Given.Answering(Given.Foreign(1)), Wish with { Replacing = 1 })
            .Events.ShouldBe([Given.Edited(2, note: "Kinder", replaces: 1)]);

    [Fact]
    public void is_not_put_over_a_newer_one_than_was_agreed() =>
        Should.Throw<ForeignEditUnresolved>(() => Edit(Given.Answering(Given.Foreign(1), Given.Foreign(2)), Wish with { Replacing = 1 }));

    [Fact]
    public void may_bring_the_same_words_back_over_it() =>
        Edit(Given.Answering(Given.Foreign(1)), Wish with { Greeting = Given.First.Greeting, Replacing = 1 })
            .Events.Single()
            .ShouldBeOfType<AgentEdited>()
            .Replaces.ShouldBe(1);

    [Theory]
    [InlineData("", "Good morning.", 15, "name of 2 to 60")]
    [InlineData("Front desk", "Good morning.", 0, "1 to 60 minutes")]
    [InlineData("Front desk", "Good morning.", 61, "1 to 60 minutes")]
    public void is_refused_with_what_is_wrong(string name, string greeting, int minutes, string sentence) =>
        Should
            .Throw<Refused>(() => Edit(Given.Answering(), Wish with { Name = name, Greeting = greeting, MaxCallMinutes = minutes }))
            .Message.ShouldContain(sentence);

    [Fact]
    public void is_refused_with_an_endless_greeting() =>
        Should.Throw<Refused>(() => Edit(Given.Answering(), Wish with { Greeting = new string('x', 501) }));

    [Fact]
    public void is_refused_with_a_voice_that_nobody_offers() =>
        Should.Throw<Refused>(() => Edit(Given.Answering(), Wish with { VoiceId = "gone" })).Message.ShouldContain("no longer offered");

    [Fact]
    public void may_keep_a_voice_that_nobody_offers_any_more() =>
        EditAgentHandler.Handle(Wish, Given.Answering(), [], Given.Limits).Item1.ShouldHaveSingleItem();

    [Fact]
    public void is_refused_while_it_is_set_up() =>
        Should.Throw<Refused>(() => Edit(Given.Agent(Given.SetUp[..2]))).Message.ShouldContain("being set up");

    [Fact]
    public void is_refused_when_it_is_lost() =>
        Should
            .Throw<Refused>(() => Edit(Given.Answering(new LostAtRetell(RetellResourceKind.Agent))))
            .Message.ShouldContain("At Retell the agent is gone");

    [Fact]
    public void is_refused_when_it_is_deleted() => Should.Throw<Refused>(() => Edit(Given.Answering(new AgentDeletionRequested())));

    [Fact]
    public void is_refused_when_there_is_none() => Should.Throw<Refused>(() => Edit(null));
}

public class Versions_of_an_agent
{
    static IEnumerable<RevisionState> States(params object[] since) => Given.Answering(since).Revisions.Select(x => x.State);

    [Fact]
    public void begin_with_what_was_requested() =>
        Given
            .Answering()
            .Revisions.Single()
            .ShouldSatisfyAllConditions(
                x => x.Settings.ShouldBe(Given.First),
                x => x.State.ShouldBe(RevisionState.Published),
                x => x.RetellVersion.ShouldBe(0),
                x => x.By.ShouldBe(Given.Ana)
            );

    [Fact]
    public void are_published_one_at_a_time_and_of_those_that_wait_only_the_newest() =>
        States(Given.Edited(2), Given.Edited(3), new EditSuperseded(3), Given.Edited(4), new EditPublished(2, 1))
            .ShouldBe([RevisionState.Published, RevisionState.Published, RevisionState.Superseded, RevisionState.Publishing]);

    [Fact]
    public void go_on_with_the_next_when_one_fails() =>
        States(Given.Edited(2), Given.Edited(3), new EditFailed(2, "No.", ""))
            .ShouldBe([RevisionState.Published, RevisionState.Failed, RevisionState.Publishing]);

    [Fact]
    public void go_on_with_the_next_when_one_is_passed_over() =>
        States(Given.Edited(2), Given.Edited(3), new EditSuperseded(2))
            .ShouldBe([RevisionState.Published, RevisionState.Superseded, RevisionState.Publishing]);

    [Fact]
    public void end_with_the_agent() =>
        States(Given.Edited(2), Given.Edited(3), new AgentDeletionRequested())
            .ShouldBe([RevisionState.Published, RevisionState.Superseded, RevisionState.Superseded]);

    [Fact]
    public void know_which_one_callers_hear() =>
        Given
            .Answering(Given.Edited(2), new EditPublished(2, 1), Given.Edited(3), new EditFailed(3, "No.", ""))
            .Revisions.Live()!
            .Number.ShouldBe(2);

    [Fact]
    public void know_it_also_when_two_were_published_in_one_breath() =>
        Given
            .Answering(Given.Edited(2), Given.Edited(3), new EditSuperseded(2), new EditPublished(2, 1), new EditPublished(3, 2))
            .Revisions.Live()!
            .Number.ShouldBe(3);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, null)]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    public void tell_which_of_them_answered_a_call(int retellVersion, int? revision) =>
        (
            Given
                .Answering(
                    Given.Edited(2),
                    new EditPublished(2, 1),
                    Given.Foreign(2),
                    Given.Edited(3, replaces: 2),
                    new EditPublished(3, 3)
                )
                .Answering(retellVersion)
                ?.Number
        ).ShouldBe(revision);
}

public class A_change_in_retells_dashboard
{
    static readonly KeepForeignEdit Keep = new(Given.Id, 1);

    [Fact]
    public void becomes_a_version_when_it_is_kept() =>
        KeepForeignEditHandler
            .Handle(Keep, Given.Answering(Given.Foreign(1)))
            .Item1.ShouldBe([
                new ForeignEditKept(2, 1, "Front desk", Given.First.Brief, "Their greeting.", "retell-Cimo", "Cimo", 15, false),
            ]);

    [Fact]
    public void is_what_callers_hear_once_it_is_kept()
    {
        var agent = Given.Answering(
            Given.Foreign(1),
            new ForeignEditKept(2, 1, "Front desk", Given.First.Brief, "Their greeting.", "retell-Cimo", "Cimo", 15, false)
        );
        agent.ForeignEdit.ShouldBeNull();
        agent.Revisions.Live().ShouldNotBeNull().ShouldSatisfyAllConditions(x => x.Number.ShouldBe(2), x => x.IsFromRetell.ShouldBeTrue());
        KeepForeignEditHandler.Handle(Keep, agent).Item1.ShouldBeEmpty();
    }

    [Fact]
    public void is_not_kept_unseen() =>
        Should
            .Throw<Refused>(() => KeepForeignEditHandler.Handle(Keep, Given.Answering(Given.Foreign(1), Given.Foreign(2))))
            .Message.ShouldContain("once more");

    [Fact]
    public void cannot_be_kept_where_there_is_none() => Should.Throw<Refused>(() => KeepForeignEditHandler.Handle(Keep, Given.Answering()));

    [Fact]
    public void is_told_once()
    {
        var there = new RetellVersion(
            new()
            {
                ["version"] = 1,
                ["agent_name"] = "Front desk",
                ["voice_id"] = "v",
                ["max_call_duration_ms"] = 90_000d,
            },
            new() { ["general_prompt"] = "All theirs." }
        );
        var standing = new LiveVersion([], 1, null, there);
        var told = CheckLiveVersionHandler.EventOf(Given.Answering(), standing, Given.Voices).ShouldBeOfType<ForeignEditNoticed>();
        told.ShouldBe(new(1, "Front desk", "All theirs.", "", "v", "v", 2, IsWholePrompt: true) { OpensInOwnWords = true });
        CheckLiveVersionHandler.EventOf(Given.Answering(told), standing, Given.Voices).ShouldBeNull();
    }

    [Fact]
    public void is_forgotten_when_it_was_taken_back() =>
        CheckLiveVersionHandler
            .EventOf(Given.Answering(Given.Foreign(1)), new LiveVersion([], 2, null, null), [])
            .ShouldBe(new ForeignEditWithdrawn(2));

    [Fact]
    public void is_none_when_it_is_a_version_of_ours_whose_answer_was_lost()
    {
        var agent = Given.Answering(Given.Edited(2), new EditFailed(2, "No answer.", ""));
        var there = There(agent, agent.Settings);
        LiveVersion.MatchingRevision(agent, there)!.Number.ShouldBe(2);
        CheckLiveVersionHandler.EventOf(agent, new LiveVersion([], 1, agent.Newest, null), []).ShouldBe(new EditPublished(2, 1));
    }

    [Fact]
    public void is_one_when_it_says_what_no_open_version_of_ours_says()
    {
        var agent = Given.Answering(Given.Edited(2), new EditPublished(2, 1));
        LiveVersion.MatchingRevision(agent, There(agent, Given.First)).ShouldBeNull();
    }

    static RetellVersion There(Agent agent, AgentSettings settings) =>
        new(
            new()
            {
                ["version"] = 1,
                ["agent_name"] = settings.NameAtRetell(agent.Tag),
                ["voice_id"] = settings.VoiceId,
                ["max_call_duration_ms"] = settings.MaxCallMinutes * 60_000d,
            },
            new() { ["general_prompt"] = settings.FullPrompt, ["begin_message"] = settings.Greeting }
        );
}

public class Retrying_an_edit
{
    static readonly object[] Failed = [Given.Edited(2), new EditFailed(2, "Retell was away.", "")];

    static List<object> Retry(Agent? agent, int revision = 2) => [.. RetryEditHandler.Handle(new(Given.Id, revision), agent).Item1];

    [Fact]
    public void publishes_it_once_more() => Retry(Given.Answering(Failed)).ShouldBe([new EditRetried(2)]);

    [Fact]
    public void twice_is_once() => Retry(Given.Answering([.. Failed, new EditRetried(2)])).ShouldBeEmpty();

    [Fact]
    public void is_silent_when_a_newer_one_came() => Retry(Given.Answering([.. Failed, Given.Edited(3)])).ShouldBeEmpty();

    [Fact]
    public void asks_first_what_becomes_of_a_change_in_retells_dashboard() =>
        Should.Throw<ForeignEditUnresolved>(() => Retry(Given.Answering([.. Failed, Given.Foreign(1)])));
}
