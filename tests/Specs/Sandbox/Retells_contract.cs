using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Switchhook.RetellSandbox.Contract;
using Switchhook.RetellWire;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class Retells_contract
{
    const string FirstPage =
        """{"filter_criteria":{"end_timestamp":{"type":"number","op":"ge","value":1764000000000}},"sort_order":"ascending","limit":200}""";

    [Fact]
    public void takes_what_retell_takes() => Of("POST", "/v3/list-calls", FirstPage).ShouldBeEmpty();

    /// <summary>
    /// A null that Retell does not know, a member that it does not know, a value of another type, a limit, a missing member.
    /// </summary>
    [Theory]
    [InlineData("POST", "/v3/list-calls", """{"pagination_key":null}""", "request body/pagination_key must be string, not null")]
    [InlineData(
        "POST",
        "/v3/list-calls",
        """{"limit":200,"page_size":10}""",
        "request body must NOT have additional properties (page_size)"
    )]
    [InlineData("POST", "/v3/list-calls", """{"limit":"200"}""", "request body/limit must be integer")]
    [InlineData("POST", "/v3/list-calls", """{"limit":1001}""", "request body/limit must be <= 1000")]
    [InlineData(
        "POST",
        "/v3/list-calls",
        """{"skip":5,"pagination_key":"k"}""",
        "request body must NOT be valid with skip and pagination_key"
    )]
    [InlineData(
        "POST",
        "/v3/list-calls",
        """{"filter_criteria":{"agent":[{"agent_id":null}]}}""",
        "request body/filter_criteria/agent/0/agent_id must be string, not null"
    )]
    [InlineData("POST", "/create-agent", """{"voice_id":"retell-Cimo"}""", "request body must have required property 'response_engine'")]
    [InlineData(
        "POST",
        "/create-agent",
        """{"voice_id":"v","response_engine":{"type":"retell-llm"}}""",
        "request body/response_engine must have required property 'llm_id'"
    )]
    [InlineData(
        "POST",
        "/create-agent",
        """{"voice_id":"v","response_engine":{"type":"retell-llm","llm_id":"l"},"opt_out_sensitive_data_storage":true}""",
        "request body must NOT have additional properties (opt_out_sensitive_data_storage)"
    )]
    [InlineData(
        "POST",
        "/create-agent",
        """{"voice_id":"v","response_engine":{"type":"retell-llm","llm_id":"l"},"post_call_analysis_data":[{"type":"enum","name":"a","description":"b"}]}""",
        "request body/post_call_analysis_data/0 must have required property 'choices'"
    )]
    [InlineData("PATCH", "/update-agent/agent_1", """{"max_call_duration_ms":5}""", "request body/max_call_duration_ms must be >= 60000")]
    [InlineData("PATCH", "/update-agent/agent_1", """{"voice_id":null}""", "request body/voice_id must be string, not null")]
    [InlineData(
        "PATCH",
        "/update-phone-number/+14155550100",
        """{"inbound_agent_id":"agent_1"}""",
        "request body must NOT have additional properties (inbound_agent_id)"
    )]
    [InlineData("POST", "/create-phone-number", """{"nickname":null}""", "request body/nickname must be string, not null")]
    [InlineData("POST", "/create-phone-number", """{"area_code":"415"}""", "request body/area_code must be integer")]
    [InlineData("POST", "/create-retell-llm", """{"general_prompt":"x"}""", "request body must have required property 'start_speaker'")]
    [InlineData("POST", "/v2/list-calls", "{}", "POST /v2/list-calls is no endpoint")]
    [InlineData("POST", "/get-agent/agent_1", "{}", "POST /get-agent/agent_1 is no endpoint")]
    [InlineData("DELETE", "/delete-agent/agent_1", """{"force":true}""", "request body must be empty")]
    public void refuses_what_retell_refuses(string method, string path, string body, string objection) =>
        Of(method, path, body).ShouldContain(objection);

    [Theory]
    [InlineData(
        "PATCH",
        "/update-phone-number/+14155550100",
        """{"inbound_agents":[],"fallback_number":null,"inbound_webhook_url":null}"""
    )]
    [InlineData("PATCH", "/update-agent/agent_1", """{"webhook_url":null,"webhook_events":null,"post_call_analysis_data":[]}""")]
    [InlineData("POST", "/v2/list-agents", """{"filter_criteria":{"channel":{"type":"string","op":"eq","value":"voice"},"query":"x"}}""")]
    [InlineData(
        "POST",
        "/create-retell-llm",
        """
            {"start_speaker":"agent","begin_message":"One moment.","general_prompt":"Transfer the caller.","general_tools":[{"type":"transfer_call","name":"transfer",
             "description":"Transfer","transfer_destination":{"type":"predefined","number":"+14155550132"},"transfer_option":{"type":"cold_transfer","cold_transfer_mode":"sip_invite","show_transferee_as_caller":true}}]}
            """
    )]
    public void takes_a_null_that_clears_and_every_tool_that_retell_has(string method, string path, string body) =>
        Of(method, path, body).ShouldBeEmpty();

    [Theory]
    [InlineData("GET", "/v2/list-phone-numbers", "limit", "200", null)]
    [InlineData("GET", "/v2/list-phone-numbers", "limit", "0", "request query/limit must be >= 1")]
    [InlineData("GET", "/v2/list-phone-numbers", "limit", "many", "request query/limit must be integer")]
    [InlineData("GET", "/v2/list-phone-numbers", "page", "2", "request query must NOT have additional properties (page)")]
    [InlineData("GET", "/get-agent/agent_1", "version", "latest_published", null)]
    [InlineData("PATCH", "/update-agent/agent_1", "version", "latest", "request query/version must be integer")]
    [InlineData("DELETE", "/delete-retell-llm/llm_1", "force_delete", "true", null)]
    public void knows_the_members_of_a_query(string method, string path, string name, string value, string? objection) =>
        RetellContract.Known.ObjectionsTo(method, path, [new(name, value)], null).ShouldBe(objection is null ? [] : [objection]);

    [Fact]
    public void knows_what_a_query_must_have() =>
        RetellContract
            .Known.ObjectionsTo("DELETE", "/delete-agent-version/agent_1", [], null)
            .ShouldBe(["request query must have required property 'version'"]);

    [Fact]
    public async Task is_what_the_sandbox_refuses_by_with_retells_error_body()
    {
        await using var sandbox = await SandboxHost.Start();
        foreach (
            var (path, body) in new[]
            {
                ("v3/list-calls", """{"pagination_key":null}"""),
                ("v3/list-calls", """{"unheard_of":1}"""),
                ("create-agent", """{"voice_id":7}"""),
            }
        )
        {
            var (status, said) = await sandbox.Ask("POST", path, body);
            status.ShouldBe(400, body);
            ((string)said!["error_message"]!).ShouldStartWith("request body");
        }
        var (old, ended) = await sandbox.Ask("POST", "v2/list-calls", new { });
        (old, (string)ended!["message"]!).ShouldBe((404, "This endpoint ended on 2026-06-15. Use POST /v3/list-calls instead."));
        (await sandbox.Ask("GET", "create-agent")).Status.ShouldBe(404);
        (await sandbox.Ask("GET", "get-agent/agent_1?tag=prod")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task knows_every_endpoint_that_the_sandbox_offers()
    {
        await using var sandbox = await SandboxHost.Start();
        var known = RetellContract.Known.Endpoints.Select(x => $"{x.Method} {Shape(x.Path)}").ToHashSet();
        sandbox.Operations.Select(Shape).ShouldBeSubsetOf(known);
        RetellContract.Known.Ended.Select(x => $"{x.Method} {Shape(x.Path)}").Intersect(known).ShouldBeEmpty();
    }

    /// <summary>Planted as the product would send it, each makes the run of the scenarios and of the chaos fall.</summary>
    [Theory]
    [InlineData("""{"sort_order":"ascending","pagination_key":null}""", "request body/pagination_key must be string, not null")]
    [InlineData("""{"sort_order":"ascending","older":true}""", "request body must NOT have additional properties (older)")]
    [InlineData("""{"sort_order":"ascending","limit":"200"}""", "request body/limit must be integer")]
    [InlineData("""{"sort_order":""", "request body must be object")]
    public async Task makes_a_run_fall_in_which_one_request_is_not_retells(string body, string objection)
    {
        var traffic = new RetellTraffic();
        traffic.Hold((await ReadAsync(FirstPage))!);
        traffic.MustBeRetells();
        traffic.Hold((await ReadAsync(body))!);
        Should
            .Throw<InvalidOperationException>(traffic.MustBeRetells)
            .Message.ShouldBe($"Of 2 requests to Retell, these are not as its contract has them:\nPOST /v3/list-calls: {objection}");
        (await ReadAsync(body, onPurpose: true)).ShouldBeNull();
    }

    [Fact]
    public async Task makes_a_run_fall_in_which_the_sandbox_answers_otherwise_than_retell()
    {
        var traffic = new RetellTraffic();
        var asked = (await ReadAsync(FirstPage))!;
        traffic.HoldAnswer(asked, 200, """{"items":[],"has_more":false}"""u8.ToArray());
        traffic.HoldAnswer(asked, 200, []);
        traffic.MustBeRetells();
        traffic.HoldAnswer(asked, 200, """{"items":[{"call_id":"call_1"}],"has_more":"no"}"""u8.ToArray());
        Should.Throw<InvalidOperationException>(traffic.MustBeRetells).Message.ShouldContain("answer/has_more must be boolean");
    }

    static Task<RetellTraffic.TrafficRequest?> ReadAsync(string body, bool onPurpose = false)
    {
        var context = new DefaultHttpContext
        {
            Request =
            {
                Method = "POST",
                Path = RetellTraffic.Root + "/v3/list-calls",
                Body = new MemoryStream(Encoding.UTF8.GetBytes(body)),
            },
        };
        if (onPurpose)
            context.Request.Headers[RetellTraffic.OnPurpose] = "1";
        return RetellTraffic.ReadAsync(context);
    }

    static IReadOnlyList<string> Of(string method, string path, string body) =>
        RetellContract.Known.ObjectionsTo(method, path, [], JsonNode.Parse(body));

    static string Shape(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"\{\w+\}", "{}");
}
