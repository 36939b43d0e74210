using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class Dialling
{
    [Theory, InlineData("[]"), InlineData("null")]
    public async Task a_paused_number_reaches_nobody(string agents)
    {
        await using var sandbox = await SandboxHost.Start();
        await using var receiver = await Receiver.Start();
        var (agent, number) = await WithNumber(sandbox, new { webhook_url = receiver.Url });
        await sandbox.Ask("PATCH", $"update-phone-number/{number}", new JsonObject { ["inbound_agents"] = JsonNode.Parse(agents) });
        foreach (var order in (object[])[new { agent_id = agent }, new { to_number = number }])
        {
            var (status, body) = await sandbox.Ask("POST", "simulate-call", order);
            status.ShouldBe(422);
            ((string)body!["message"]!).ShouldContain("No agent is bound");
        }

        (await sandbox.Ask("POST", "v3/list-calls", new { })).Body!["items"]!.AsArray().ShouldBeEmpty();
        await sandbox.Ask("PATCH", $"update-phone-number/{number}", new { inbound_agents = Bound(agent) });
        var call = await sandbox.Simulate(agent);
        (await receiver.Until(all => all.Count == 3)).ShouldAllBe(arrival => arrival.CallId == call);
    }

    [Fact]
    public async Task a_paused_number_leaves_web_and_outbound_calls_alone()
    {
        await using var sandbox = await SandboxHost.Start();
        var (agent, number) = await WithNumber(sandbox);
        await sandbox.Ask("PATCH", $"update-phone-number/{number}", new { inbound_agents = Array.Empty<object>() });
        await sandbox.Simulate(agent, "web_call");
        await sandbox.Simulate(agent, "voicemail");
    }

    [Fact]
    public async Task an_agent_whose_number_is_gone_reaches_nobody()
    {
        await using var sandbox = await SandboxHost.Start();
        var (agent, number) = await WithNumber(sandbox);
        await sandbox.Ask("DELETE", $"delete-phone-number/{number}");
        (await sandbox.Ask("POST", "simulate-call", new { agent_id = agent })).Status.ShouldBe(422);
    }

    [Fact]
    public async Task reaches_an_agent_of_another_workspace_which_signs_with_its_own_key()
    {
        await using var sandbox = await SandboxHost.Start();
        await using var receiver = await Receiver.Start();
        var theirs = (
            await sandbox.Control("POST", "ready-made", new { webhook_url = receiver.Url, webhook_key = "key_badged" }, key: null)
        ).Body!;
        var call = await sandbox.Simulate((string)theirs["agent_id"]!);
        foreach (var arrival in await receiver.Until(all => all.Count == 3))
            arrival.Signature.ShouldBe(
                Switchhook.RetellSandbox.Signature.Of(
                    arrival.Raw,
                    "key_badged",
                    long.Parse(arrival.Signature.Split(',')[0][2..], System.Globalization.CultureInfo.InvariantCulture)
                )
            );
        (await sandbox.Ask("GET", $"v2/get-call/{call}")).Status.ShouldBe(422);
        (await sandbox.Get($"v2/get-call/{call}", (string)theirs["api_key"]!))["to_number"]!
            .ToString()
            .ShouldBe((string)theirs["phone_number"]!);
    }

    [Theory, InlineData(null, "error", "concurrency_limit_reached"), InlineData("+14155551234", "ended", "no_concurrency_fallback")]
    public async Task with_every_slot_taken_goes_to_the_fallback_number_or_nowhere(string? fallback, string status, string reason)
    {
        await using var sandbox = await SandboxHost.Start(pace: 0.5);
        var (agent, number) = await WithNumber(sandbox);
        await sandbox.Ask("PATCH", $"update-phone-number/{number}", new { fallback_number = fallback });
        (await sandbox.Control("PATCH", "workspace", new { concurrency_limit = 1 })).Status.ShouldBe(200);
        await sandbox.Simulate(agent);
        (await sandbox.Ask("POST", "simulate-call", new { agent_id = agent, scenario = "web_call" })).Status.ShouldBe(429);
        var call = await sandbox.Analyzed(await sandbox.Simulate(agent));
        ((string)call["call_status"]!, (string)call["disconnection_reason"]!).ShouldBe((status, reason));
        ((int)(await sandbox.Get("get-concurrency"))["concurrency_limit"]!).ShouldBe(1);
    }

    [Fact]
    public async Task asks_the_inbound_webhook_who_shall_answer()
    {
        await using var sandbox = await SandboxHost.Start();
        await using var receiver = await Receiver.Start();
        var other = await sandbox.Agent(new { agent_name = "Night desk" });
        receiver.Answer =
            $$$$"""{"call_inbound":{"override_agent_id":"{{{{other}}}}","dynamic_variables":{"caller":"Ann"},"metadata":{"vip":true}}}""";
        var (agent, number) = await WithNumber(sandbox);
        await sandbox.Ask("PATCH", $"update-phone-number/{number}", new { inbound_webhook_url = receiver.Url });
        var id = await sandbox.Simulate(agent, more: new { from_number = "+12125550123" });
        var asked = receiver.Arrivals.ShouldHaveSingleItem().Body;
        ((string)asked["event"]!).ShouldBe("call_inbound");
        asked["call_inbound"]!
            .AsObject()
            .Select(field => $"{field.Key} {field.Value}")
            .ShouldBe([$"call_id {id}", $"agent_id {agent}", "agent_version 0", "from_number +12125550123", $"to_number {number}"]);
        var call = await sandbox.Get($"v2/get-call/{id}");
        ((string)call["agent_id"]!, (string)call["retell_llm_dynamic_variables"]!["caller"]!, (bool)call["metadata"]!["vip"]!).ShouldBe(
            (other, "Ann", true)
        );
    }

    [Theory]
    [InlineData("""{"call_inbound":{"reject":true}}""", 0, 422, 1), InlineData("""{"call_inbound":{"reject":"true"}}""", 0, 201, 1)]
    [
        InlineData("not json", 0, 201, 1),
        InlineData("""{"call_inbound":{"reject":true}}""", 2, 422, 3),
        InlineData("""{"call_inbound":{"reject":true}}""", 9, 201, 4)
    ]
    public async Task is_rejected_by_the_inbound_webhook_only_when_it_plainly_says_so(string answer, int refusals, int status, int asked)
    {
        await using var sandbox = await SandboxHost.Start();
        await using var receiver = await Receiver.Start(refusals);
        receiver.Answer = answer;
        var (agent, number) = await WithNumber(sandbox);
        await sandbox.Ask("PATCH", $"update-phone-number/{number}", new { inbound_webhook_url = receiver.Url });
        (await sandbox.Ask("POST", "simulate-call", new { agent_id = agent })).Status.ShouldBe(status);
        receiver.Arrivals.Count.ShouldBe(asked);
        (await sandbox.Ask("POST", "v3/list-calls", new { })).Body!["items"]!.AsArray().Count.ShouldBe(status == 201 ? 1 : 0);
    }

    static async Task<(string Agent, string Number)> WithNumber(SandboxHost sandbox, object? more = null)
    {
        var agent = await sandbox.Agent(more);
        return (
            agent,
            (string)
                (await sandbox.Made("create-phone-number", new { inbound_agents = Bound(agent), outbound_agents = Bound(agent) }))[
                    "phone_number"
                ]!
        );
    }

    static object[] Bound(string agent) =>
        [
            new
            {
                agent_id = agent,
                weight = 1,
                agent_version = "latest_published",
            },
        ];
}
