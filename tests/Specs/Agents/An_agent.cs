using Shouldly;
using Switchhook.Agents;
using Xunit;

namespace Switchhook.Specs.Agents;

public class An_agent
{
    [Fact]
    public void has_its_stream_s_id() => FrontDesk.History().AgentId.ShouldBe(FrontDesk.Id);

    [Theory]
    [InlineData(0, SetUpStep.Prompt)]
    [InlineData(1, SetUpStep.Agent)]
    [InlineData(2, SetUpStep.Publishing)]
    [InlineData(3, SetUpStep.Number)]
    public void awaits_one_step_after_the_other(int done, SetUpStep next) => FrontDesk.History(FrontDesk.SetUp.Take(done)).Awaits.ShouldBe(next);

    [Fact]
    public void awaits_nothing_once_it_has_its_number()
    {
        var agent = FrontDesk.History(FrontDesk.SetUp);
        (agent.Awaits, agent.Number, agent.RetellAgentId, agent.LlmId, agent.IsPublished).ShouldBe((null, "+14155550132", "agent_1", "llm_1", true));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void awaits_nothing_once_a_step_has_failed(int done)
    {
        var agent = FrontDesk.History([.. FrontDesk.SetUp.Take(done), FrontDesk.NoNumber]);
        (agent.Awaits, agent.IsBeingUndone).ShouldBe((null, true));
    }

    [Fact]
    public void has_nothing_left_at_retell_when_it_was_undone()
    {
        var agent = FrontDesk.History([.. FrontDesk.SetUp, FrontDesk.NoNumber, new PhoneReleased("+14155550132"), new AgentRemoved("agent_1"), new PromptRemoved("llm_1"), new ProvisioningCompensated()]);
        (agent.Number, agent.RetellAgentId, agent.IsPublished, agent.LlmId, agent.IsBeingUndone, agent.IsCompensated).ShouldBe((null, null, false, null, false, true));
    }

    [Fact]
    public void may_have_left_something_only_where_no_clear_answer_came()
    {
        var unclear = FrontDesk.History([.. FrontDesk.SetUp.Take(3), FrontDesk.NoNumber with { MayHaveHappened = true }]);
        (unclear.MayHaveLeft(SetUpStep.Number), unclear.MayHaveLeft(SetUpStep.Agent)).ShouldBe((true, false));
        FrontDesk.History([.. FrontDesk.SetUp.Take(3), FrontDesk.NoNumber]).MayHaveLeft(SetUpStep.Number).ShouldBeFalse();
    }
}
