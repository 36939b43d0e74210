using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class An_agents_versions
{
    [Fact]
    public async Task begin_as_a_draft_that_can_be_changed_and_keeps_what_is_not()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent(
            new
            {
                pronunciation_dictionary = new[]
                {
                    new
                    {
                        word = "Reyes",
                        alphabet = "ipa",
                        phoneme = "ˈreɪɛs",
                    },
                },
            },
            published: false
        );
        var (status, changed) = await sandbox.Ask("PATCH", $"update-agent/{agent}", new { voice_speed = 1.2 });
        status.ShouldBe(200);
        changed!["is_published"]!.GetValue<bool>().ShouldBeFalse();
        changed["voice_speed"]!.GetValue<double>().ShouldBe(1.2);
        ((string)changed["pronunciation_dictionary"]![0]!["word"]!).ShouldBe("Reyes");
        (await sandbox.Ask("PATCH", $"update-agent/{agent}", new { something_new = true })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task are_frozen_with_their_llm_once_published()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent();
        var llm = (string)(await sandbox.Get($"get-agent/{agent}"))["response_engine"]!["llm_id"]!;
        (await sandbox.Ask("PATCH", $"update-agent/{agent}", new { agent_name = "Other" })).Status.ShouldBe(422);
        (await sandbox.Ask("PATCH", $"update-retell-llm/{llm}", new { general_prompt = "Other" })).Status.ShouldBe(400);
        (await sandbox.Ask("PATCH", $"update-agent/{agent}", new { version_title = "First" })).Status.ShouldBe(200);
        (await sandbox.Get($"get-agent/{agent}?version=0"))["is_published"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task go_on_in_a_new_draft_that_versions_the_llm_in_place()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent();
        var draft = await sandbox.Made($"create-agent-version/{agent}", new { base_version = 0 });
        var llm = (string)draft["response_engine"]!["llm_id"]!;
        draft["response_engine"]!["version"]!.GetValue<int>().ShouldBe(1);
        (await sandbox.Ask("PATCH", $"update-retell-llm/{llm}", new { general_prompt = "Be brief." })).Status.ShouldBe(200);
        ((string)(await sandbox.Get($"get-retell-llm/{llm}?version=0"))["general_prompt"]!).ShouldBe("Be kind.");
        (await Version(sandbox, agent, "latest")).ShouldBe(1);
        (await Version(sandbox, agent, "latest_published")).ShouldBe(0);
        var (status, body) = await sandbox.Ask("POST", $"publish-agent-version/{agent}", new { version = 1 });
        (status, body).ShouldBe((200, null));
        (await Version(sandbox, agent, "latest_published")).ShouldBe(1);
    }

    [Fact]
    public async Task that_do_not_exist_are_not_found()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent();
        (await sandbox.Ask("POST", $"publish-agent-version/{agent}", new { version = 3 })).Status.ShouldBe(404);
        (await sandbox.Ask("POST", $"create-agent-version/{agent}", new { base_version = 3 })).Status.ShouldBe(404);
        (await sandbox.Ask("GET", $"get-agent/{agent}?version=3")).Status.ShouldBe(422);
        (await sandbox.Ask("POST", $"publish-agent-version/{agent}", new { version = 0 })).Status.ShouldBe(422);
    }

    [Fact]
    public async Task go_one_by_one_but_never_the_last()
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent();
        await sandbox.Made($"create-agent-version/{agent}", new { base_version = 0 });
        (await sandbox.Ask("DELETE", $"delete-agent-version/{agent}?version=1")).ShouldBe((204, null));
        (await Version(sandbox, agent, "latest")).ShouldBe(0);
        (await sandbox.Ask("DELETE", $"delete-agent-version/{agent}?version=1")).Status.ShouldBe(404);
        (await sandbox.Ask("DELETE", $"delete-agent-version/{agent}?version=0")).Status.ShouldBe(400);
        (await sandbox.Ask("DELETE", $"delete-agent-version/{agent}")).Status.ShouldBe(400);
        // A number that was given once is not given again.
        ((int)(await sandbox.Made($"create-agent-version/{agent}", new { base_version = 0 }))["version"]!).ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"max_call_duration_ms":59999}""")]
    [InlineData("""{"max_call_duration_ms":7200001}""")]
    [InlineData("""{"webhook_url":"not a url"}""")]
    [InlineData("""{"webhook_events":["call_ended","call_paused"]}""")]
    [InlineData("""{"language":"multi"}""")]
    [InlineData("""{"post_call_analysis_data":[{"type":"enum","name":"intent","description":"Why"}]}""")]
    [InlineData("""{"post_call_analysis_data":[{"type":"string","description":"nameless"}]}""")]
    [InlineData("""{"post_call_analysis_data":[{"type":"system-presets","name":"mood","description":"?"}]}""")]
    public async Task refuse_what_retell_refuses(string change)
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent(published: false);
        (await sandbox.Ask("PATCH", $"update-agent/{agent}", JsonNode.Parse(change)!)).Status.ShouldBe(400);
    }

    static async Task<int> Version(SandboxHost sandbox, string agent, string reference) =>
        (int)(await sandbox.Get($"get-agent/{agent}?version={reference}"))["version"]!;
}
