using Shouldly;
using Switchhook.Agents;
using Xunit;

namespace Switchhook.Specs.Agents;

public class Sweeping
{
    const string Mark = "1a2b3c4d";
    static readonly Guid Id = Guid.Parse("01a213cd-6a74-7ce0-bb65-09172831a973");
    static readonly Ledger.Entry Live = new("tenant", Id, AgentStatus.Live, "llm_1", "agent_1", "+14155550101", "[]");
    static readonly (Holding, string, string?)[] All =
        [(Holding.Number, "+14155550101", Tag.Of(Mark, Id)), (Holding.Agent, "agent_1", $"Desk ({Tag.Of(Mark, Id)})"), (Holding.Prompt, "llm_1", Tag.Of(Mark, Id))];

    static Comparison Compare(Ledger.Entry before, IEnumerable<(Holding, string, string?)> there, Ledger.Entry? after = null) =>
        Comparison.Of(Mark, [before], [.. there], new Dictionary<Guid, Ledger.Entry> { [Id] = after ?? before });

    [Fact]
    public void finds_nothing_where_both_agree() => Compare(Live, All).ShouldSatisfyAllConditions(x => x.Orphans.ShouldBeEmpty(), x => x.Lost.ShouldBeEmpty());

    [Fact]
    public void finds_what_nobody_holds() => Compare(Live, [.. All, (Holding.Number, "+14155550199", Tag.Of(Mark, Id))])
        .Orphans.ShouldBe([(Holding.Number, "+14155550199", Id)]);

    [Fact]
    public void finds_what_a_failed_set_up_left() => Compare(Live with { Status = AgentStatus.Failed, LlmId = null, RetellAgentId = null, Number = null }, All).Orphans.Count.ShouldBe(3);

    [Fact]
    public void finds_what_was_made_for_an_agent_that_is_not_in_the_ledger() =>
        Comparison.Of(Mark, [], All, new Dictionary<Guid, Ledger.Entry>()).Orphans.Count.ShouldBe(3);

    [Theory]
    [InlineData("Something of the owner's own")]
    [InlineData(null)]
    [InlineData("switchhook-99999999:01a213cd-6a74-7ce0-bb65-09172831a973")]
    public void leaves_alone_what_does_not_bear_the_tag(string? tag) => Compare(Live, [.. All, (Holding.Number, "+14155550199", tag)]).Orphans.ShouldBeEmpty();

    [Theory]
    [InlineData(AgentStatus.SettingUp)]
    [InlineData(AgentStatus.NeedsAttention)]
    public void leaves_alone_what_is_being_made_or_undone(string status) => Compare(Live with { Status = status, Number = null }, All).Orphans.ShouldBeEmpty();

    [Fact]
    public void leaves_alone_what_was_adopted_meanwhile() => Compare(Live with { Number = null }, All, Live).Orphans.ShouldBeEmpty();

    [Fact]
    public void finds_what_is_gone() => Compare(Live, All[1..]).Lost.ShouldBe([("tenant", Id, Holding.Number, "+14155550101")]);

    [Fact]
    public void tells_of_it_once() => Compare(Live with { Status = AgentStatus.NeedsAttention, Lost = "[\"Number\"]" }, All[1..]).Lost.ShouldBeEmpty();

    [Fact]
    public void does_not_miss_what_was_released_meanwhile() => Compare(Live, All[1..], Live with { Number = null }).Lost.ShouldBeEmpty();
}
