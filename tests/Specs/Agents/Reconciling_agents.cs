using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Reconciliation;
using Xunit;

namespace Switchhook.Specs.Agents;

public class Reconciling_agents
{
    const string Mark = "1a2b3c4d",
        Former = "0f0f0f0f",
        Tenant = "tenant";
    static readonly Guid Id = Guid.Parse("01a213cd-6a74-7ce0-bb65-09172831a973");
    static readonly InstallationMark Marks = new(Mark) { Former = [Former] };
    static readonly string Ours = Tag.Of(Mark, Id, Tenant);
    static readonly HeldResources.HeldAgent Live = new(Tenant, Id, AgentStatus.Live, "llm_1", "agent_1", "+14155550101", "[]");
    static readonly (RetellResourceKind, string, string?)[] All =
    [
        (RetellResourceKind.Number, "+14155550101", Ours),
        (RetellResourceKind.Agent, "agent_1", $"Desk ({Ours})"),
        (RetellResourceKind.Prompt, "llm_1", Ours),
    ];

    static InventoryComparison Compare(
        HeldResources.HeldAgent before,
        IEnumerable<(RetellResourceKind, string, string?)> there,
        HeldResources.HeldAgent? after = null
    ) => InventoryComparison.Of(Marks, [before], [.. there], [after ?? before]);

    [Fact]
    public void finds_nothing_where_both_agree() =>
        Compare(Live, All).ShouldSatisfyAllConditions(x => x.Orphans.ShouldBeEmpty(), x => x.Lost.ShouldBeEmpty());

    [Fact]
    public void finds_what_nobody_holds() =>
        Compare(Live, [.. All, (RetellResourceKind.Number, "+14155550199", Ours)])
            .Orphans.ShouldBe([new(RetellResourceKind.Number, "+14155550199", Id, Tenant, IsFormer: false)]);

    [Fact]
    public void finds_what_an_older_build_left() =>
        Compare(Live, [.. All, (RetellResourceKind.Number, "+14155550199", $"switchhook-{Mark}:{Id:D}")])
            .Orphans.ShouldBe([new(RetellResourceKind.Number, "+14155550199", Id, null, IsFormer: false)]);

    [Fact]
    public void says_what_may_belong_to_the_site_that_this_one_was_copied_from() =>
        Compare(Live, [.. All, (RetellResourceKind.Number, "+14155550199", Tag.Of(Former, Id, Tenant))])
            .Orphans.ShouldHaveSingleItem()
            .IsFormer.ShouldBeTrue();

    [Fact]
    public void finds_what_a_failed_set_up_left() =>
        Compare(Live with { Status = AgentStatus.Failed, LlmId = null, RetellAgentId = null, Number = null }, All)
            .Orphans.Count.ShouldBe(3);

    [Fact]
    public void finds_what_was_made_for_an_agent_that_is_not_in_the_ledger() =>
        InventoryComparison.Of(Marks, [], All, []).Orphans.Count.ShouldBe(3);

    [Theory]
    [InlineData("Something of the owner's own")]
    [InlineData(null)]
    [InlineData("switchhook-99999999:01a213cd-6a74-7ce0-bb65-09172831a973")]
    public void leaves_alone_what_does_not_bear_the_tag(string? tag) =>
        Compare(Live, [.. All, (RetellResourceKind.Number, "+14155550199", tag)]).Orphans.ShouldBeEmpty();

    [Theory]
    [InlineData(AgentStatus.SettingUp)]
    [InlineData(AgentStatus.NeedsAttention)]
    public void leaves_alone_what_is_being_made_or_undone(string status) =>
        Compare(Live with { Status = status, Number = null }, All).Orphans.ShouldBeEmpty();

    [Fact]
    public void leaves_alone_what_was_adopted_meanwhile() => Compare(Live with { Number = null }, All, Live).Orphans.ShouldBeEmpty();

    [Fact]
    public void finds_what_is_gone() => Compare(Live, All[1..]).Lost.ShouldBe([new(Tenant, Id, RetellResourceKind.Number, "+14155550101")]);

    [Fact]
    public void tells_of_it_once() =>
        Compare(Live with { Status = AgentStatus.NeedsAttention, Lost = "[\"Number\"]" }, All[1..]).Lost.ShouldBeEmpty();

    [Fact]
    public void takes_it_back_when_it_is_there_again()
    {
        var lost = Live with { Status = AgentStatus.NeedsAttention, Lost = "[\"Number\"]" };
        Compare(lost, All).FoundAgain.ShouldBe([new(Tenant, Id, RetellResourceKind.Number, "+14155550101")]);
        Given
            .Answering(new LostAtRetell(RetellResourceKind.Number), new FoundAtRetell(RetellResourceKind.Number))
            .MissingResources.ShouldBeEmpty();
        AgentStatus
            .Of(Given.Answering(new LostAtRetell(RetellResourceKind.Number), new FoundAtRetell(RetellResourceKind.Number)))
            .ShouldBe(AgentStatus.Live);
    }

    [Fact]
    public void does_not_miss_what_was_released_meanwhile() => Compare(Live, All[1..], Live with { Number = null }).Lost.ShouldBeEmpty();

    [Fact]
    public void goes_on_when_two_tenants_have_an_agent_of_one_id()
    {
        var stranger = Live with { Tenant = "stranger", LlmId = "llm_2", RetellAgentId = "agent_2", Number = "+14155550102" };
        var there = All.Append((RetellResourceKind.Agent, "agent_2", Tag.Of(Mark, Id, "stranger")))
            .Append((RetellResourceKind.Prompt, "llm_2", Tag.Of(Mark, Id, "stranger")))
            .ToList();
        var found = InventoryComparison.Of(Marks, [Live, stranger], there, [Live, stranger]);
        found.Lost.ShouldBe([new("stranger", Id, RetellResourceKind.Number, "+14155550102")]);
        found.Orphans.ShouldBeEmpty();
    }

    [Fact]
    public void takes_the_loss_of_everything_for_a_wrong_key()
    {
        Compare(Live, []).LooksLikeAnotherWorkspace.ShouldBeTrue();
        Compare(Live, All[1..]).LooksLikeAnotherWorkspace.ShouldBeFalse();
        InventoryComparison.Of(Marks, [], [], []).LooksLikeAnotherWorkspace.ShouldBeFalse();
    }

    [Theory]
    [InlineData(2, 4, false)]
    [InlineData(3, 7, false)]
    [InlineData(3, 6, true)]
    [InlineData(50, 100, true)]
    public void takes_the_loss_of_three_and_half_of_all_for_a_wrong_key(int lost, int all, bool wrong)
    {
        var entries = Enumerable
            .Range(0, all)
            .Select(i => new HeldResources.HeldAgent($"tenant-{i}", Id, AgentStatus.Live, null, null, $"+1415555{i:0000}", "[]"))
            .ToList();
        var there = entries.Skip(lost).Select(x => (RetellResourceKind.Number, x.Number!, (string?)null)).ToList();
        InventoryComparison.Of(Marks, entries, there, entries).LooksLikeAnotherWorkspace.ShouldBe(wrong);
    }
}
