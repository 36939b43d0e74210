using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class The_control_endpoints
{
    [Theory, InlineData(true, false), InlineData(false, true)]
    public async Task is_not_there_unless_sandbox_and_control_are_allowed(bool enabled, bool control)
    {
        await using var sandbox = await SandboxHost.Start(enabled: enabled, control: control);
        (await sandbox.Control("GET", "ledger")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task is_closed_to_whoever_comes_through_a_proxy()
    {
        await using var sandbox = await SandboxHost.Start();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", "Bearer key_one");
        var address = sandbox.Url.Replace("/retell", "/control/ledger", StringComparison.Ordinal);
        ((int)(await http.GetAsync(address)).StatusCode).ShouldBe(200);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        ((int)(await http.GetAsync(address)).StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task asks_for_a_key_as_everything_does()
    {
        await using var sandbox = await SandboxHost.Start();
        (await sandbox.Control("GET", "ledger", key: null)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task makes_what_somebody_has_who_used_retells_dashboard()
    {
        await using var sandbox = await SandboxHost.Start();
        var (status, made) = await sandbox.Control(
            "POST",
            "ready-made",
            new
            {
                agent_name = "Own desk",
                org_name = "Own company",
                area_code = 312,
                begin_message = "Own company, hello.",
            },
            key: null
        );
        status.ShouldBe(201);
        var (key, agent, number) = ((string)made!["api_key"]!, (string)made["agent_id"]!, (string)made["phone_number"]!);
        ((string)(await sandbox.Get("get-api-key-info", key))["org_name"]!).ShouldBe("Own company");
        var shown = await sandbox.Get($"get-agent/{agent}?version=latest_published", key);
        ((string)shown["agent_name"]!, (bool)shown["is_published"]!).ShouldBe(("Own desk", true));
        var bound = await sandbox.Get($"get-phone-number/{number}", key);
        ((string)bound["inbound_agents"]![0]!["agent_id"]!, (int)bound["area_code"]!).ShouldBe((agent, 312));
        (await sandbox.Ask("GET", $"get-agent/{agent}")).Status.ShouldBe(422);
        ((string)(await sandbox.Control("POST", "ready-made", new { }, key: null)).Body!["api_key"]!).ShouldNotBe(key);
    }

    [Fact]
    public async Task makes_it_in_the_workspace_of_a_key_that_is_given_unpublished_or_unbound_if_wanted()
    {
        await using var sandbox = await SandboxHost.Start();
        var made = (await sandbox.Control("POST", "ready-made", new { published = false, bound = false })).Body!;
        ((string)made["api_key"]!).ShouldBe("key_one");
        ((bool)(await sandbox.Get($"get-agent/{made["agent_id"]}"))["is_published"]!).ShouldBeFalse();
        (await sandbox.Get($"get-phone-number/{made["phone_number"]}"))["inbound_agents"].ShouldBeNull();
        (await sandbox.Control("POST", "ready-made", new { area_code = 999 })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task keeps_what_was_set_about_a_workspace_over_a_restart()
    {
        string folder;
        await using (var sandbox = await SandboxHost.Start())
        {
            folder = sandbox.Folder;
            await sandbox.Control(
                "PATCH",
                "workspace",
                new JsonObject
                {
                    ["org_name"] = "Acme",
                    ["api_key_name"] = null,
                    ["webhook_key"] = "key_badged",
                    ["concurrency_limit"] = 3,
                    ["fallback_numbers"] = false,
                }
            );
        }

        await using var again = await SandboxHost.Start(folder);
        (await again.Get("get-api-key-info")).ToJsonString().ShouldBe("""{"api_key_name":null,"org_name":"Acme"}""");
        (await again.Control("GET", "workspace"))
            .Body!.ToJsonString()
            .ShouldBe(
                """{"org_name":"Acme","api_key_name":null,"webhook_key":"key_badged","concurrency_limit":3,"fallback_numbers":false,"api_key":"key_one"}"""
            );
    }
}
