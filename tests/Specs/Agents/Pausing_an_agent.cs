using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Pausing;
using Switchhook.Contracts;
using Wolverine;
using Xunit;

namespace Switchhook.Specs.Agents;

public class Pausing_an_agent
{
    const string Other = "+14155550132";

    static (List<object> Events, OutgoingMessages Next) Pause(Agent? agent, string? fallback = null)
    {
        var (events, next) = PauseAgentHandler.Handle(new(Given.Id, fallback), agent, AllowedCountries.Read("gb")!);
        return ([.. events], next);
    }

    [Fact]
    public void unbinds_the_number()
    {
        var (events, next) = Pause(Given.Answering());
        events.ShouldBe([new PauseRequested(null)]);
        next.ShouldContain(new UpdateNumberBinding(Given.Id));
    }

    [Fact]
    public void may_send_callers_to_another_number() =>
        Pause(Given.Answering(), " (415) 555-0132 ").Events.ShouldBe([new PauseRequested(Other)]);

    [Fact]
    public void twice_is_once() => Pause(Given.Answering(new PauseRequested(null))).Events.ShouldBeEmpty();

    [Fact]
    public void is_silent_when_it_is_paused() =>
        Pause(Given.Answering(new PauseRequested(null), new AgentPaused(null))).Events.ShouldBeEmpty();

    [Fact]
    public void may_change_where_callers_go() =>
        Pause(Given.Answering(new PauseRequested(null), new AgentPaused(null)), Other).Events.ShouldBe([new PauseRequested(Other)]);

    [Fact]
    public void leaves_the_work_to_the_switch_that_is_under_way() =>
        Pause(Given.Answering(new PauseRequested(null), new AgentPaused(null), new ResumeRequested()))
            .ShouldSatisfyAllConditions(
                x => x.Events.ShouldBe([new PauseRequested(null)]),
                x => x.Next.ShouldNotContain(new UpdateNumberBinding(Given.Id))
            );

    [Theory]
    [InlineData("911")]
    [InlineData("112")]
    [InlineData("+1 911")]
    [InlineData("9-1-1")]
    [InlineData("411")]
    [InlineData("12345")]
    [InlineData("hello")]
    [InlineData("+1 415 555")]
    [InlineData("+1 900 555 0123")]
    [InlineData("+44 909 879 0123")]
    [InlineData("+1 415 555 0101")]
    [InlineData("sip:ana@example.com")]
    [InlineData("+1 415 555 0132 ext. 7")]
    [InlineData("+88 1622 1000123")]
    [InlineData("+870 773 111 632")]
    [InlineData("+252 61 2345678")]
    [InlineData("+371 21 234 567")]
    [InlineData("+44 70 1234 5678")]
    [InlineData("+1 876 555 0132")]
    [InlineData("+49 30 123456")]
    public void is_refused_with_a_number_that_calls_cannot_go_to(string fallback) =>
        Should.Throw<Refused>(() => Pause(Given.Answering(), fallback));

    [Theory]
    [InlineData("+44 20 7946 0018", "+442079460018")]
    [InlineData("415.555.0132", Other)]
    [InlineData("1 (415) 555 0132", Other)]
    public void reads_numbers_as_people_write_them(string typed, string number) =>
        Pause(Given.Answering(), typed).Events.ShouldBe([new PauseRequested(number)]);

    [Fact]
    public void is_refused_when_the_number_is_lost() =>
        Should.Throw<Refused>(() => Pause(Given.Answering(new LostAtRetell(RetellResourceKind.Number))));

    [Fact]
    public void is_refused_when_there_is_none() => Should.Throw<Refused>(() => Pause(null));
}

public class Resuming_an_agent
{
    static readonly object[] Paused = [new PauseRequested("+14155550132"), new AgentPaused("+14155550132")];

    static (List<object> Events, OutgoingMessages Next) Resume(Agent? agent)
    {
        var (events, next) = ResumeAgentHandler.Handle(new(Given.Id), agent);
        return ([.. events], next);
    }

    [Fact]
    public void binds_the_number_again() =>
        Resume(Given.Answering(Paused))
            .ShouldSatisfyAllConditions(
                x => x.Events.ShouldBe([new ResumeRequested()]),
                x => x.Next.ShouldContain(new UpdateNumberBinding(Given.Id))
            );

    [Fact]
    public void is_silent_when_it_answers() => Resume(Given.Answering()).Events.ShouldBeEmpty();

    [Fact]
    public void while_it_is_being_paused_is_heard_when_that_is_done()
    {
        var (events, next) = Resume(Given.Answering(new PauseRequested(null)));
        events.ShouldBe([new ResumeRequested()]);
        next.ShouldNotContain(new UpdateNumberBinding(Given.Id));
        Given.Answering(new PauseRequested(null), new ResumeRequested(), new AgentPaused(null)).IsRoutingPending.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void shows_in_its_status(string status, object[] since) => AgentStatus.Of(Given.Answering(since)).ShouldBe(status);

    public static TheoryData<string, object[]> Histories =>
        new()
        {
            { AgentStatus.Live, [] },
            { AgentStatus.Pausing, [new PauseRequested(null)] },
            { AgentStatus.Paused, Paused },
            { AgentStatus.Paused, [.. Paused, new PauseRequested(null)] },
            { AgentStatus.Resuming, [.. Paused, new ResumeRequested()] },
            { AgentStatus.Live, [.. Paused, new ResumeRequested(), new AgentResumed()] },
            { AgentStatus.Live, [new PauseRequested(null), new NumberBindingFailed("No.", "")] },
            { AgentStatus.Paused, [.. Paused, new ResumeRequested(), new NumberBindingFailed("No.", "")] },
            { AgentStatus.NeedsAttention, [.. Paused, new LostAtRetell(RetellResourceKind.Number)] },
            { AgentStatus.Deleting, [.. Paused, new AgentDeletionRequested()] },
            { AgentStatus.Deleted, [.. Paused, new AgentDeletionRequested(), new AgentDeleted()] },
        };
}
