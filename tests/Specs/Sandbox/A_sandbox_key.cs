using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class A_sandbox_key
{
    [Theory, InlineData(null), InlineData(""), InlineData("nope")]
    public async Task is_refused_when_it_is_none(string? key)
    {
        await using var sandbox = await SandboxHost.Start();
        var (status, body) = await sandbox.Ask("GET", "get-api-key-info", key: key);
        status.ShouldBe(401);
        ((string)body!["status"]!).ShouldBe("error");
    }

    [Fact]
    public async Task opens_a_workspace_that_no_other_key_sees()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent();
        var number = (string)(await sandbox.Made("create-phone-number", new { area_code = 212 }))["phone_number"]!;
        (await sandbox.Ask("GET", $"get-agent/{agent}", key: "key_two")).Status.ShouldBe(422);
        (await sandbox.Ask("PATCH", $"update-agent/{agent}", new { agent_name = "Mine" }, "key_two")).Status.ShouldBe(422);
        (await sandbox.Ask("DELETE", $"delete-phone-number/{number}", key: "key_two")).Status.ShouldBe(422);
        (await sandbox.Get("v2/list-retell-llms", "key_two"))["items"]!.AsArray().ShouldBeEmpty();
        (await sandbox.Get($"get-phone-number/{number}"))["phone_number"]!.ToString().ShouldBe(number);
    }

    [Fact]
    public async Task opens_nothing_when_the_sandbox_is_off()
    {
        await using var sandbox = await SandboxHost.Start(enabled: false);
        (await sandbox.Ask("GET", "get-api-key-info")).Status.ShouldBe(404);
    }

    [Theory, InlineData("{"), InlineData("[]"), InlineData("""{"a":1,"a":2}""")]
    public async Task does_not_excuse_a_malformed_body(string body)
    {
        await using var sandbox = await SandboxHost.Start();
        (await sandbox.Ask("POST", "create-retell-llm", body)).Status.ShouldBe(400);
    }
}
