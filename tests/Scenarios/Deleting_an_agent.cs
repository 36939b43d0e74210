using System.Net;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Versions;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class Deleting_an_agent(AppFixture site)
{
    const string Name = "Reyes Dental front desk";

    readonly RetellDashboard desk = new(site);

    [Fact]
    public async Task leaves_nothing_at_retell_and_every_call_here_and_room_for_another()
    {
        using var owner = await site.OwnerWithAgentAsync();
        await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/leads")).Document.QuerySelector("tr[id^=lead-]") is not null,
            "a lead stands in the inbox"
        );
        var agent = await site.AgentOfAsync(owner);

        (await DeleteAsync(owner, Name)).Path.ShouldBe("/agent");
        await GoneAsync(owner, agent);
        (await owner.GetAsync("/agent")).Words.ShouldContain($"“{Name}” was deleted");
        (await owner.GetAsync("/")).Words.ShouldContain("its calls and leads are still here");
        (await owner.GetAsync("/calls")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await owner.GetAsync("/leads")).Document.QuerySelectorAll("tr[id^=lead-]").Length.ShouldBe(1);
        (await owner.GetAsync($"/agent/versions/1?of={agent.AgentId}")).Status.ShouldBe(HttpStatusCode.OK);

        var form = await owner.GetAsync("/agent/new");
        form.Find("[name=Name]").GetAttribute("value").ShouldBe("");
        await owner.SubmitAsync(
            form,
            "main form",
            ("Name", "The next one"),
            ("Brief", "Answer for Reyes Dental and book appointments."),
            ("AreaCode", "")
        );
        await AppFixture.Eventually(
            async () => (await site.AgentOfAsync(owner)) is { Name: "The next one", Status: AgentStatus.Live },
            "the next agent answers"
        );
    }

    [Fact]
    public async Task is_refused_without_its_name()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var refused = await DeleteAsync(owner, "yes");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Find("#delete-again .error").TextContent.ShouldContain(Name);
        (await site.AgentOfAsync(owner)).Status.ShouldBe(AgentStatus.Live);
    }

    [Fact]
    public async Task says_before_what_will_happen()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var dialog = (await owner.GetAsync("/agent")).Find("#delete").TextContent;
        foreach (
            var promise in (string[])
                ["released for good", "$2.00 a month stops", "removed from Retell", "Calls, leads", "create another agent"]
        )
            dialog.ShouldContain(promise);
    }

    [Theory]
    [InlineData("DELETE /delete-phone-number/*", "reset-after")]
    [InlineData("DELETE /delete-agent/*", "500-after")]
    [InlineData("DELETE /delete-agent/*", "500-before")]
    [InlineData("DELETE /delete-retell-llm/*", "reset-before")]
    public async Task goes_on_whatever_answer_is_lost(string match, string fault)
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var thing =
            match.Contains("number", StringComparison.Ordinal) ? agent.Number![1..]
            : match.Contains("llm", StringComparison.Ordinal) ? agent.LlmId
            : agent.RetellAgentId;
        await desk.FailAsync(
            new
            {
                match,
                contains = thing,
                fault,
            }
        );
        await DeleteAsync(owner, Name);
        await GoneAsync(owner, agent);
    }

    [Fact]
    public async Task while_a_version_is_being_published_ends_that()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var held = await desk.FailAsync(new { match = $"POST /publish-agent-version/{agent.RetellAgentId}", fault = "hold-before" });
        var review = await owner.SubmitAsync(
            await owner.GetAsync("/agent/settings"),
            "main form[action*=Review]",
            ("Greeting", "Never heard.")
        );
        await owner.SubmitAsync(review, "main form[action*=Save]");
        await desk.ArrivalAsync(held);
        await DeleteAsync(owner, Name);
        await GoneAsync(owner, agent);
        await desk.ReleaseAsync(held);
        (await site.RevisionsOfAsync(owner)).Select(x => x.State).ShouldBe([RevisionState.Published, RevisionState.Superseded]);
    }

    [Fact]
    public async Task while_its_number_is_being_bought_gives_the_number_back()
    {
        using var owner = await site.OwnerAsync();
        var form = await owner.GetAsync("/agent/new");
        var nonce = Guid.Parse(form.Find("[name=Nonce]").GetAttribute("value")!);
        var id = $"{DeterministicId.Of("agent", await site.TenantOfAsync(owner), nonce):D}";
        var held = await desk.FailAsync(
            new
            {
                match = "POST /create-phone-number",
                contains = id,
                fault = "hold-before",
            }
        );
        await owner.SubmitAsync(
            form,
            "main form",
            ("Name", Name),
            ("Brief", "Answer for Reyes Dental and book appointments."),
            ("AreaCode", "")
        );
        await desk.ArrivalAsync(held);
        await DeleteAsync(owner, Name);
        await AppFixture.Eventually(async () => (await site.AgentOfAsync(owner)).Status == AgentStatus.Deleted, "the agent is deleted");
        await desk.ReleaseAsync(held);
        await AppFixture.Eventually(async () => !(await HeldAsync()).Contains(id, StringComparison.Ordinal), "nothing made for it is left");
        (await owner.GetAsync("/agent")).Words.ShouldContain($"“{Name}” was deleted");
    }

    [Fact]
    public async Task is_how_one_ends_whose_number_was_removed_at_retell()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await desk.AskAsync(HttpMethod.Delete, $"/delete-phone-number/{Uri.EscapeDataString(agent.Number!)}");
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "#pause", ("FallbackNumber", ""));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/agent")).Words.Contains("At Retell the number is gone", StringComparison.Ordinal),
            "the loss is noticed"
        );
        (await site.AgentOfAsync(owner)).Status.ShouldBe(AgentStatus.NeedsAttention);
        await DeleteAsync(owner, Name);
        await GoneAsync(owner, agent);
    }

    async Task<Answer> DeleteAsync(BrowserSession owner, string typed) =>
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "#delete", ("Typed", typed));

    async Task GoneAsync(BrowserSession owner, AgentDetails agent)
    {
        await AppFixture.Eventually(async () => (await site.AgentOfAsync(owner)).Status == AgentStatus.Deleted, "the agent is deleted");
        var held = await HeldAsync();
        foreach (var thing in (string?[])[agent.Number, agent.RetellAgentId, agent.LlmId, $"{agent.AgentId:D}"])
            held.ShouldNotContain(thing!);
    }

    async Task<string> HeldAsync() => (await desk.LedgerAsync()).ToJsonString();
}
