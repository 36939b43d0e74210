using Shouldly;
using Switchhook.Agents;
using Xunit;

namespace Switchhook.Specs.Agents;

public class An_agent
{
    [Fact]
    public void has_its_stream_s_id() => GivenAgent.History().AgentId.ShouldBe(GivenAgent.Id);

    [Theory]
    [InlineData(0, ProvisioningStage.Prompt)]
    [InlineData(1, ProvisioningStage.Agent)]
    [InlineData(2, ProvisioningStage.Publishing)]
    [InlineData(3, ProvisioningStage.Number)]
    public void awaits_one_step_after_the_other(int done, ProvisioningStage next) =>
        GivenAgent.History(GivenAgent.SetUp.Take(done)).Awaits.ShouldBe(next);

    [Fact]
    public void awaits_nothing_once_it_has_its_number()
    {
        var agent = GivenAgent.History(GivenAgent.SetUp);
        (agent.Awaits, agent.Number, agent.RetellAgentId, agent.LlmId, agent.IsPublished).ShouldBe(
            (null, "+14155550132", "agent_1", "llm_1", true)
        );
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void awaits_nothing_once_a_step_has_failed(int done)
    {
        var agent = GivenAgent.History([.. GivenAgent.SetUp.Take(done), GivenAgent.NoNumber]);
        (agent.Awaits, agent.IsBeingUndone).ShouldBe((null, true));
    }

    [Fact]
    public void has_nothing_left_at_retell_when_it_was_undone()
    {
        var agent = GivenAgent.History([
            .. GivenAgent.SetUp,
            GivenAgent.NoNumber,
            new PhoneReleased("+14155550132"),
            new AgentRemoved("agent_1"),
            new PromptRemoved("llm_1"),
            new ProvisioningCompensated(),
        ]);
        (agent.Number, agent.RetellAgentId, agent.IsPublished, agent.LlmId, agent.IsBeingUndone, agent.IsCompensated).ShouldBe(
            (null, null, false, null, false, true)
        );
    }

    [Fact]
    public void may_have_left_something_only_where_no_clear_answer_came()
    {
        var unclear = GivenAgent.History([.. GivenAgent.SetUp.Take(3), GivenAgent.NoNumber with { MayHaveHappened = true }]);
        (unclear.MayExistAtRetell(ProvisioningStage.Number), unclear.MayExistAtRetell(ProvisioningStage.Agent)).ShouldBe((true, false));
        GivenAgent.History([.. GivenAgent.SetUp.Take(3), GivenAgent.NoNumber]).MayExistAtRetell(ProvisioningStage.Number).ShouldBeFalse();
    }
}
