using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Provisioning;
using Xunit;

namespace Switchhook.Specs.Agents;

public class The_steps
{
    static IEnumerable<string> States(params IEnumerable<object> history) => StepProgress.Of(GivenAgent.Page(history)).Select(x => x.State);

    [Fact]
    public void begin_with_the_prompt() => States().ShouldBe(["now", "waiting", "waiting", "waiting", "waiting"]);

    [Fact]
    public void are_ticked_one_after_the_other()
    {
        States(GivenAgent.SetUp.Take(1)).ShouldBe(["done", "now", "waiting", "waiting", "waiting"]);
        States(GivenAgent.SetUp.Take(2)).ShouldBe(["done", "done", "now", "waiting", "waiting"]);
        States(GivenAgent.SetUp.Take(3)).ShouldBe(["done", "done", "done", "now", "waiting"]);
        States(GivenAgent.SetUp).ShouldBe(["done", "done", "done", "done", "done"]);
    }

    [Fact]
    public void tell_how_long_each_took() =>
        StepProgress.Of(GivenAgent.Page(GivenAgent.SetUp)).Select(x => x.Took).ShouldBe(["2.0 s", "2.0 s", "2.0 s", "2.0 s", null]);

    [Fact]
    public void show_which_one_failed_and_wait_for_none_after_it() =>
        States([.. GivenAgent.SetUp.Take(3), GivenAgent.NoNumber]).ShouldBe(["done", "done", "done", "failed", "waiting"]);

    [Fact]
    public void name_the_area_code() =>
        StepProgress.Of(GivenAgent.Page(GivenAgent.SetUp.Take(3)))[3].Words.ShouldBe("Buying a number in 415");
}

public class The_page_of_an_agent
{
    [Fact]
    public void says_setting_up_until_there_is_a_number()
    {
        GivenAgent.Page(GivenAgent.SetUp.Take(3)).Status.ShouldBe(AgentStatus.SettingUp);
        var live = GivenAgent.Page(GivenAgent.SetUp);
        (live.Status, live.ShownNumber(), live.RetellAgentId).ShouldBe((AgentStatus.Live, "+1 415 555 0132", "agent_1"));
    }

    [Fact]
    public void says_what_went_wrong_and_then_what_was_undone()
    {
        var failed = GivenAgent.Page([.. GivenAgent.SetUp.Take(3), GivenAgent.NoNumber]);
        (failed.Status, failed.Failure!.Sentence).ShouldBe((AgentStatus.NeedsAttention, GivenAgent.NoNumber.Sentence));
        var undone = GivenAgent.Page([
            .. GivenAgent.SetUp.Take(3),
            GivenAgent.NoNumber,
            new AgentRemoved("agent_1"),
            new PromptRemoved("llm_1"),
            new ProvisioningCompensated(),
        ]);
        undone.Status.ShouldBe(AgentStatus.Failed);
        undone.Undone.Count.ShouldBe(2);
        undone.CompensatedAt.ShouldNotBeNull();
    }
}
