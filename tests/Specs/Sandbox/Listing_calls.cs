using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class Listing_calls
{
    [Fact]
    public async Task answers_the_reconciling_question_without_transcripts()
    {
        await using var sandbox = await SandboxHost.Start();
        var (ours, other) = (await sandbox.Agent(), await sandbox.Agent());
        var first = await sandbox.Analyzed(await sandbox.Simulate(ours));
        var second = await sandbox.Analyzed(await sandbox.Simulate(ours, "question"));
        await sandbox.Analyzed(await sandbox.Simulate(other));
        var since = (long)second["end_timestamp"]!;
        var page = (
            await sandbox.Ask(
                "POST",
                "v3/list-calls",
                new
                {
                    filter_criteria = new
                    {
                        agent = new[] { new { agent_id = ours } },
                        end_timestamp = new
                        {
                            type = "number",
                            op = "ge",
                            value = since,
                        },
                    },
                    sort_order = "ascending",
                    limit = 200,
                }
            )
        ).Body!;
        page["items"]!.AsArray().Select(call => (string)call!["call_id"]!).ShouldBe([(string)second["call_id"]!]);
        page["items"]![0]!.AsObject().Select(field => field.Key).ShouldNotContain("transcript");
        ((string)page["items"]![0]!["recording_url"]!).ShouldStartWith("http");
        ((long)first["end_timestamp"]!).ShouldBeLessThan(since);
    }

    [Theory]
    [InlineData("""{"call_status":{"type":"enum","op":"in","value":["not_connected"]}}""", 1)]
    [InlineData("""{"direction":{"type":"enum","op":"in","value":["inbound"]}}""", 1)]
    [InlineData("""{"call_type":{"type":"enum","op":"in","value":["phone_call"]}}""", 2)]
    [InlineData("""{"call_successful":{"type":"boolean","op":"eq","value":true}}""", 1)]
    [InlineData("""{"duration_ms":{"type":"range","op":"bt","value":[1,100000]}}""", 1)]
    [InlineData("""{"metadata":[{"key":"simulated","type":"present","op":"pr"}]}""", 2)]
    [InlineData("""{"metadata":[{"key":"simulated","type":"boolean","op":"eq","value":true}]}""", 2)]
    public async Task filters(string criteria, int expected)
    {
        await using var sandbox = await SandboxHost.Start();
        var agent = await sandbox.Agent();
        foreach (var scenario in (string[])["booking", "never_connected"])
            await sandbox.Analyzed(await sandbox.Simulate(agent, scenario));
        var (status, page) = await sandbox.Ask("POST", "v3/list-calls", new JsonObject { ["filter_criteria"] = JsonNode.Parse(criteria) });
        status.ShouldBe(200);
        page!["items"]!.AsArray().Count.ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"skip":1,"pagination_key":"00"}""")]
    [InlineData("""{"limit":1001}""")]
    [InlineData("""{"filter_criteria":{"start_timestamp":{"type":"present","op":"np"}}}""")]
    [InlineData("""{"filter_criteria":{"call_status":{"type":"enum","op":"in","value":["over"]}}}""")]
    [InlineData("""{"filter_criteria":{"shoe_size":{"type":"number","op":"eq","value":3}}}""")]
    [InlineData("""{"filter_criteria":{"call_id":"call_1"}}""")]
    public async Task refuses_what_retell_refuses(string body)
    {
        await using var sandbox = await SandboxHost.Start();
        (await sandbox.Ask("POST", "v3/list-calls", JsonNode.Parse(body)!)).Status.ShouldBe(400);
    }
}
