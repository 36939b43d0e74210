using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Provisioning.Compensation;
using Switchhook.Contracts;
using Wolverine;
using Xunit;

namespace Switchhook.Specs.Agents;

public class Deleting_an_agent
{
    static (List<object> Events, OutgoingMessages Next) Delete(Agent? agent, string name = "Front desk")
    {
        var (events, next) = DeleteAgentHandler.Handle(new(Given.Id, name), agent);
        return ([.. events], next);
    }

    [Theory, InlineData("Front desk"), InlineData(" front DESK ")]
    public void begins_with_the_number(string typed)
    {
        var (events, next) = Delete(Given.Answering(), typed);
        events.ShouldBe([new AgentDeletionRequested()]);
        next.ShouldContain(new ReleaseNumber(Given.Id));
    }

    [Theory, InlineData(""), InlineData("Front"), InlineData("delete")]
    public void is_refused_without_its_name(string typed) =>
        Should.Throw<Refused>(() => Delete(Given.Answering(), typed)).Message.ShouldContain("Front desk");

    [Fact]
    public void twice_is_once() => Delete(Given.Answering(new AgentDeletionRequested()), "").Events.ShouldBeEmpty();

    [Fact]
    public void is_possible_when_it_is_lost() =>
        Delete(Given.Answering(new LostAtRetell(RetellResourceKind.Number))).Events.ShouldHaveSingleItem();

    [Fact]
    public void is_possible_while_it_is_set_up_and_ends_that()
    {
        var half = Given.Agent(Given.SetUp[..3]);
        Delete(half).Events.ShouldHaveSingleItem();
        half.Awaits.ShouldBe(ProvisioningStage.Number);
        Given.Agent([.. Given.SetUp[..3], new AgentDeletionRequested()]).Awaits.ShouldBeNull();
    }

    [Fact]
    public void looks_for_what_the_set_up_had_begun() =>
        Given
            .Agent([.. Given.SetUp[..3], new StepBegun(ProvisioningStage.Number, 1), new AgentDeletionRequested()])
            .ShouldSatisfyAllConditions(
                x => x.MayExistAtRetell(ProvisioningStage.Number).ShouldBeTrue(),
                x => x.MayExistAtRetell(ProvisioningStage.Agent).ShouldBeFalse()
            );

    [Fact]
    public void is_undone_until_it_is_done() =>
        (
            Given.Answering().IsBeingUndone,
            Given.Answering(new AgentDeletionRequested()).IsBeingUndone,
            Given.Answering(new AgentDeletionRequested(), new AgentDeleted()).IsBeingUndone
        ).ShouldBe((false, true, false));

    [Fact]
    public void is_refused_when_nothing_of_it_is_left() =>
        Should.Throw<Refused>(() =>
            Delete(Given.Agent(new ProvisioningFailed(ProvisioningStage.Prompt, "No.", "", false), new ProvisioningCompensated()))
        );

    [Fact]
    public void is_refused_when_there_is_none() => Should.Throw<Refused>(() => Delete(null));
}
