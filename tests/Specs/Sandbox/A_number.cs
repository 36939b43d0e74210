using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.RetellSandbox;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class A_number
{
    [Fact]
    public async Task is_bought_by_area_code_and_bound_at_once()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent();
        var number = await sandbox.Made(
            "create-phone-number",
            new
            {
                area_code = 212,
                nickname = "app:1",
                inbound_agents = new[]
                {
                    new
                    {
                        agent_id = agent,
                        weight = 1,
                        agent_version = "latest_published",
                    },
                },
            }
        );
        ((string)number["phone_number"]!).ShouldMatch(@"^\+121255501\d\d$");
        ((string)number["phone_number_pretty"]!).ShouldMatch(@"^\+1 \(212\) 555-01\d\d$");
        ((string)number["inbound_agents"]![0]!["agent_version"]!).ShouldBe("latest_published");
    }

    [Theory]
    [InlineData("""{"area_code":999}""", "999")]
    [InlineData("""{"area_code":400}""", "400")]
    [InlineData("""{"area_code":"212"}""", "integer")]
    [InlineData("""{"area_code":21}""", ">= 200")]
    [InlineData("""{"area_code":416}""", "416")]
    [InlineData("""{"inbound_agents":[{"agent_id":"?","weight":0.5}]}""", "add up to 1")]
    [InlineData("""{"inbound_agents":[{"agent_id":"?","weight":0}]}""", "weight")]
    public async Task is_refused_with_a_sentence(string order, string word)
    {
        await using var sandbox = await SandboxHost.Start();
        var (status, body) = await sandbox.Ask(
            "POST",
            "create-phone-number",
            JsonNode.Parse(order.Replace("?", await sandbox.Agent(), StringComparison.Ordinal))!
        );
        status.ShouldBe(400);
        SandboxHost.Said(body).ShouldContain(word);
    }

    [Fact]
    public async Task is_unbound_by_an_empty_list_and_kept_by_silence()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent();
        var number = (string)
            (
                await sandbox.Made(
                    "create-phone-number",
                    new { country_code = "CA", inbound_agents = new[] { new { agent_id = agent, weight = 1 } } }
                )
            )["phone_number"]!;
        (await sandbox.Ask("PATCH", $"update-phone-number/{number}", new { nickname = "n" })).Body!["inbound_agents"]!
            .AsArray()
            .Count.ShouldBe(1);
        (await sandbox.Ask("PATCH", $"update-phone-number/{number}", new { inbound_agents = Array.Empty<object>() })).Body![
            "inbound_agents"
        ]!
            .AsArray()
            .ShouldBeEmpty();
        (await sandbox.Ask("DELETE", $"delete-phone-number/{number}")).Status.ShouldBe(204);
        (await sandbox.Ask("GET", $"get-phone-number/{number}")).Status.ShouldBe(422);
    }

    [Fact]
    public async Task has_a_fallback_number_until_it_is_taken_away()
    {
        await using var sandbox = await SandboxHost.Start();
        var number = (string)(await sandbox.Made("create-phone-number", new { fallback_number = "+14155551234" }))["phone_number"]!;
        var other = (string)(await sandbox.Made("create-phone-number", new { }))["phone_number"]!;
        foreach (var wrong in (string[])[other, number, "5551234"])
            (await sandbox.Ask("PATCH", $"update-phone-number/{other}", new { fallback_number = wrong })).Status.ShouldBe(400);
        ((string)(await sandbox.Get($"get-phone-number/{number}"))["fallback_number"]!).ShouldBe("+14155551234");
        (await sandbox.Ask("PATCH", $"update-phone-number/{number}", """{"fallback_number":null}"""))
            .Body!["fallback_number"]
            .ShouldBeNull();
        (await sandbox.Ask("PATCH", $"update-phone-number/{other}", new { fallback_number = number })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task has_none_in_a_workspace_whose_plan_does_not_offer_it()
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Control("PATCH", "workspace", new { fallback_numbers = false });
        var number = (string)(await sandbox.Made("create-phone-number", new { }))["phone_number"]!;
        foreach (var asked in (string[])["""{"fallback_number":"+14155551234"}""", """{"fallback_number":null}"""])
            (await sandbox.Ask("PATCH", $"update-phone-number/{number}", asked)).Status.ShouldBe(400);
        (await sandbox.Ask("PATCH", $"update-phone-number/{number}", new { nickname = "n" })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task exists_once_whoever_asks()
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Made("create-phone-number", new { phone_number = "+14155550100" });
        (await sandbox.Ask("POST", "create-phone-number", new { phone_number = "+14155550100" }, "key_two")).Status.ShouldBe(400);
        var all = new HashSet<string>();
        for (var i = 0; i < 105; i++)
            all.Add(
                    (string)
                        (await sandbox.Made("create-phone-number", new { area_code = 415 }, i % 2 == 0 ? "key_one" : "key_two"))[
                            "phone_number"
                        ]!
                )
                .ShouldBeTrue();
    }

    [Fact]
    public void is_answered_by_each_agent_as_often_as_its_weight_says()
    {
        var bound = JsonNode
            .Parse("""[{"agent_id":"a","weight":0.7},{"agent_id":"b","weight":0.2},{"agent_id":"c","weight":0.1}]""")!
            .AsArray();
        var chance = new Random(7);
        var picked = Enumerable.Range(0, 10_000).CountBy(_ => (string)Routing.Pick(bound, chance)!["agent_id"]!).ToDictionary();
        picked["a"].ShouldBeInRange(6_850, 7_150);
        picked["b"].ShouldBeInRange(1_850, 2_150);
        picked["c"].ShouldBeInRange(850, 1_150);
    }

    [Fact]
    public async Task answers_with_the_version_its_binding_names()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent();
        var number = (string)
            (
                await sandbox.Made(
                    "create-phone-number",
                    new
                    {
                        inbound_agents = new[]
                        {
                            new
                            {
                                agent_id = agent,
                                weight = 1,
                                agent_version = 0,
                            },
                        },
                    }
                )
            )["phone_number"]!;
        await sandbox.Made($"create-agent-version/{agent}", new { base_version = 0 });
        await sandbox.Ask("POST", $"publish-agent-version/{agent}", new { version = 1 });
        (await Answering(sandbox, agent)).ShouldBe(0);
        await sandbox.Ask(
            "PATCH",
            $"update-phone-number/{number}",
            new
            {
                inbound_agents = new[]
                {
                    new
                    {
                        agent_id = agent,
                        weight = 1,
                        agent_version = "latest_published",
                    },
                },
            }
        );
        (await Answering(sandbox, agent)).ShouldBe(1);
    }

    static async Task<int> Answering(SandboxHost sandbox, string agent) =>
        (int)(await sandbox.Get("v2/get-call/" + await sandbox.Simulate(agent)))["agent_version"]!;
}
