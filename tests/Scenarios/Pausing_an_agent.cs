using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Pausing;
using Switchhook.Agents.Reconciliation;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class Pausing_an_agent(AppFixture site)
{
    const string Other = "+12125550132";

    readonly RetellDashboard desk = new(site);

    [Fact]
    public async Task keeps_callers_from_it_until_it_is_resumed()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await PauseAsync(owner, "(212) 555-0132");
        await IsAsync(owner, AgentStatus.Paused);

        var number = await NumberAsync(agent);
        var answering = (string)((JsonArray)number["inbound_agents"]!).ShouldHaveSingleItem()!["agent_id"]!;
        answering.ShouldNotBe(agent.RetellAgentId);
        // What takes over when all lines are full is none of this.
        number["fallback_number"].ShouldBeNull();
        var transfer = await desk.GetAsync($"/get-agent/{answering}");
        var llm = await desk.GetAsync($"/get-retell-llm/{transfer["response_engine"]!["llm_id"]}");
        ((string)llm["start_speaker"]!).ShouldBe("agent");
        ((string)llm["general_tools"]![0]!["transfer_destination"]!["number"]!).ShouldBe(Other);
        (await CallAsync(agent)).ShouldBe(HttpStatusCode.Created);
        // The sweep takes what sends callers on for what it is.
        await site.InvokeAsync(new ReconcileWithRetell(), Installation.Tenant);
        (await owner.GetAsync("/agent")).Words.ShouldContain("Paused. Callers are sent to +1 212 555 0132.");
        (await owner.GetAsync("/")).Words.ShouldContain("Your agent is paused. Callers are sent to +1 212 555 0132.");

        await owner.SubmitAsync(await owner.GetAsync("/agent"), "main form[action*=Resume]");
        await IsAsync(owner, AgentStatus.Live);
        number = await NumberAsync(agent);
        ((string)number["inbound_agents"]![0]!["agent_version"]!).ShouldBe("latest_published");
        (await CallAsync(agent)).ShouldBe(HttpStatusCode.Created);
        await AppFixture.Eventually(
            async () => (await desk.LedgerEntriesOfAsync(agent.AgentId)).Count(x => (string?)x["action"] == "deleted") == 2,
            "what sent callers on is removed"
        );
        (await desk.LedgerAsync()).Count(x => $"{x!["tag"]}".Contains($"{agent.AgentId:D}", StringComparison.Ordinal)).ShouldBe(3);
        await RoutesAreAsync(owner, agent.RetellAgentId!);
    }

    [Fact]
    public async Task may_send_callers_to_another_number_meanwhile_and_leaves_nothing_when_it_is_deleted()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await PauseAsync(owner, Other);
        await IsAsync(owner, AgentStatus.Paused);
        await site.InvokeAsync(new PauseAgent(agent.AgentId, "+14155550142"), await site.TenantOfAsync(owner));
        await AppFixture.Eventually(async () => (await site.AgentOfAsync(owner)).FallbackNumber == "+14155550142", "callers go elsewhere");
        await AppFixture.Eventually(
            async () => (await desk.LedgerAsync()).Count(x => $"{x!["tag"]}".Contains($"{agent.AgentId:D}", StringComparison.Ordinal)) == 5,
            "the former is removed"
        );
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "#delete", ("Typed", agent.Name));
        await AppFixture.Eventually(
            async () => (await desk.LedgerAsync()).All(x => !$"{x!["tag"]}".Contains($"{agent.AgentId:D}", StringComparison.Ordinal)),
            "nothing is left at Retell"
        );
        await RoutesAreAsync(owner);
    }

    [Fact]
    public async Task makes_one_that_sends_callers_on_even_when_the_answers_are_lost()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        foreach (var step in (string[])["POST /create-retell-llm", "POST /create-agent"])
            await desk.FailAsync(
                new
                {
                    match = step,
                    contains = $"{agent.AgentId:D}",
                    fault = "lost-answer",
                }
            );
        await PauseAsync(owner, Other);
        await IsAsync(owner, AgentStatus.Paused);
        (await desk.LedgerEntriesOfAsync(agent.AgentId))
            .CountBy(x => $"{x["action"]} {x["what"]}")
            .ToDictionary()
            .ShouldBe(
                new Dictionary<string, int>
                {
                    ["created llm"] = 2,
                    ["created agent"] = 2,
                    ["bought number"] = 1,
                },
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task without_a_fallback_says_that_callers_reach_nobody()
    {
        using var owner = await site.OwnerWithAgentAsync();
        await PauseAsync(owner, "");
        await IsAsync(owner, AgentStatus.Paused);
        (await owner.GetAsync("/agent")).Words.ShouldContain("Paused. Callers reach nobody.");
    }

    [Fact]
    public async Task is_refused_with_a_number_that_calls_cannot_go_to()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var refused = await PauseAsync(owner, "911");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words.ShouldContain("emergency number");
        refused.Find("#pause-again [name=FallbackNumber]").GetAttribute("value").ShouldBe("911");
        (await site.AgentOfAsync(owner)).Status.ShouldBe(AgentStatus.Live);
    }

    [Fact]
    public async Task is_asked_for_until_retell_does_it()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var away = await desk.FailAsync(
            new
            {
                match = "PATCH /update-phone-number/*",
                contains = agent.Number![1..],
                fault = "500-before",
                times = 4,
            }
        );
        await PauseAsync(owner, "");
        await desk.ArrivalAsync(away);
        (await owner.GetAsync("/agent")).Words.ShouldContain("Pausing…");
        await IsAsync(owner, AgentStatus.Paused);
    }

    [Fact]
    public async Task that_retell_refuses_says_that_the_agent_still_answers()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await desk.FailAsync(
            new
            {
                match = "PATCH /update-phone-number/*",
                contains = agent.Number![1..],
                fault = "refuse",
                refusal = "invalid",
            }
        );
        await PauseAsync(owner, Other);
        await AppFixture.Eventually(
            async () =>
                (await owner.GetAsync("/agent")).Words.Contains(
                    "The agent still answers. Retell does not send calls on to this number.",
                    StringComparison.Ordinal
                ),
            "the page says so"
        );
        (await site.AgentOfAsync(owner)).Status.ShouldBe(AgentStatus.Live);
        (await CallAsync(agent)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task and_resuming_before_it_is_done_ends_as_was_wanted_last()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var held = await desk.FailAsync(
            new
            {
                match = "PATCH /update-phone-number/*",
                contains = agent.Number![1..],
                fault = "hold-after",
            }
        );
        await PauseAsync(owner, "");
        await desk.ArrivalAsync(held);
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "main form[action*=Resume]");
        await desk.ReleaseAsync(held);
        await IsAsync(owner, AgentStatus.Live);
        (await CallAsync(agent)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task leaves_the_number_as_it_was_before()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await desk.AskAsync(
            HttpMethod.Patch,
            $"/update-phone-number/{Uri.EscapeDataString(agent.Number!)}",
            new { fallback_number = Other }
        );
        await PauseAsync(owner, "");
        await IsAsync(owner, AgentStatus.Paused);
        ((string)(await NumberAsync(agent))["fallback_number"]!).ShouldBe(Other);
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "main form[action*=Resume]");
        await IsAsync(owner, AgentStatus.Live);
        ((string)(await NumberAsync(agent))["fallback_number"]!).ShouldBe(Other);
    }

    async Task<Answer> PauseAsync(BrowserSession owner, string fallback) =>
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "#pause", ("FallbackNumber", fallback));

    Task<JsonNode> NumberAsync(AgentDetails agent) => desk.GetAsync($"/get-phone-number/{Uri.EscapeDataString(agent.Number!)}");

    async Task<HttpStatusCode> CallAsync(AgentDetails agent) =>
        (await desk.AskAsync(HttpMethod.Post, "/simulate-call", new { to_number = agent.Number, scenario = "question" })).Status;

    /// <summary>The agents of Retell whose calls are the owner's from now on.</summary>
    async Task RoutesAreAsync(BrowserSession owner, params string[] linked)
    {
        await using var command = site.Database(DatabaseRole.Worker)
            .CreateCommand("select coalesce(array_agg(retell_agent_id), '{}') from calls.agent_routes where tenant_id = $1 and linked");
        command.Parameters.AddWithValue(await site.TenantOfAsync(owner));
        await AppFixture.Eventually(
            async () => ((string[])(await command.ExecuteScalarAsync())!).SequenceEqual(linked),
            $"the owner's calls are those of [{string.Join(' ', linked)}]"
        );
    }

    Task IsAsync(BrowserSession owner, string status) =>
        AppFixture.Eventually(async () => (await site.AgentOfAsync(owner)).Status == status, $"the agent is {status}");
}
