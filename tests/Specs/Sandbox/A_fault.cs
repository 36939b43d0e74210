using System.Diagnostics;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Switchhook.Specs.Sandbox;

public class A_fault
{
    const string Buying = "POST /create-phone-number";

    [Theory]
    [InlineData("reset-before", 0), InlineData("reset-after", 1)]
    [InlineData("timeout-before", 0), InlineData("timeout-after", 1)]
    [InlineData("cut-answer", 1)]
    public async Task breaks_the_connection_before_or_after_the_effect(string fault, int bought)
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Fail(
            new
            {
                match = Buying,
                fault,
                ms = 300,
            }
        );
        var watch = Stopwatch.StartNew();
        await Should.ThrowAsync<HttpRequestException>(sandbox.Ask("POST", "create-phone-number", new { area_code = 212 }));
        if (fault.StartsWith("timeout", StringComparison.Ordinal))
            watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(290);
        (await sandbox.Purchases()).ShouldBe(bought);
        (await sandbox.Get("v2/list-phone-numbers"))["items"]!.AsArray().Count.ShouldBe(bought);
        (await sandbox.Ask("POST", "create-phone-number", new { area_code = 212 })).Status.ShouldBe(201);
    }

    [Theory]
    [
        InlineData("500-before", null, 500, 0),
        InlineData("500-after", null, 500, 1),
        InlineData("500-after", 503, 503, 1),
        InlineData("429", null, 429, 0)
    ]
    public async Task answers_with_an_error_whether_it_did_it_or_not(string fault, int? status, int answered, int bought)
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Fail(
            new
            {
                match = Buying,
                fault,
                status,
            }
        );
        var (got, body) = await sandbox.Ask("POST", "create-phone-number", new { });
        (got, (string)body!["status"]!).ShouldBe((answered, "error"));
        (await sandbox.Purchases()).ShouldBe(bought);
    }

    [Fact]
    public async Task says_when_to_come_again_if_it_was_too_often()
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Fail(
            new
            {
                match = "GET /get-concurrency",
                fault = "429",
                retry_after = 7,
            }
        );
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", "Bearer key_one");
        using var answer = await http.GetAsync(sandbox.Url + "/get-concurrency");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            """{"status":"error","message":"Account rate limited, please throttle your requests."}"""
        );
    }

    [Fact]
    public async Task loses_the_answer_of_what_was_done()
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Fail(new { match = Buying, fault = "lost-answer" });
        (await sandbox.Ask("POST", "create-phone-number", new { })).ShouldBe((201, null));
        (await sandbox.Purchases()).ShouldBe(1);
    }

    [Theory]
    [
        InlineData("no-credit", 402, "payment method"),
        InlineData("kyc", 400, "KYC"),
        InlineData("no-card", 400, "payment method"),
        InlineData("no-numbers", 400, "area code")
    ]
    [
        InlineData("voice-gone", 422, "voice"),
        InlineData("not-found", 404, "not found"),
        InlineData("forbidden", 403, "Forbidden"),
        InlineData("conflict", 409, "conflict")
    ]
    [InlineData("unauthorized", 401, "API key"), InlineData("precondition", 412, "Precondition"), InlineData("unknown", 422, "Cannot find")]
    public async Task refuses_in_retells_words(string refusal, int status, string word)
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Fail(
            new
            {
                match = "POST /create-*",
                fault = "refuse",
                refusal,
                times = 2,
            }
        );
        foreach (var (path, asked) in new[] { ("create-retell-llm", """{"start_speaker":"agent"}"""), ("create-phone-number", "{}") })
        {
            var (got, body) = await sandbox.Ask("POST", path, asked);
            got.ShouldBe(status);
            SandboxHost.Said(body).ShouldContain(word);
        }

        (await sandbox.Purchases()).ShouldBe(0);
    }

    [Fact]
    public async Task refuses_in_words_of_ones_own()
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Fail(
            new
            {
                match = Buying,
                fault = "refuse",
                status = 451,
                message = "Not in your country.",
            }
        );
        var (status, body) = await sandbox.Ask("POST", "create-phone-number", new { });
        (status, (string)body!["message"]!).ShouldBe((451, "Not in your country."));
    }

    [Fact]
    public async Task strikes_from_the_nth_time_and_so_often()
    {
        await using var sandbox = await SandboxHost.Start();
        var fault = await sandbox.Fail(
            new
            {
                match = "GET /get-voice/*",
                fault = "500-before",
                nth = 2,
                times = 2,
            }
        );
        var answers = new List<int>();
        for (var i = 0; i < 5; i++)
            answers.Add((await sandbox.Ask("GET", "get-voice/11labs-Adrian")).Status);
        answers.ShouldBe([200, 500, 500, 200, 200]);
        var state = (await sandbox.Control("GET", $"faults/{fault}")).Body!;
        ((int)state["seen"]!, (int)state["struck"]!).ShouldBe((5, 2));
    }

    [Fact]
    public async Task strikes_in_turn_with_others_for_the_same_request()
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Fail(new { match = Buying, fault = "500-before" });
        await sandbox.Fail(new { match = Buying, fault = "429" });
        var answers = new List<int>();
        for (var i = 0; i < 3; i++)
            answers.Add((await sandbox.Ask("POST", "create-phone-number", new { })).Status);
        answers.ShouldBe([500, 429, 201]);
    }

    [Fact]
    public async Task strikes_only_what_it_names()
    {
        await using var sandbox = await SandboxHost.Start();
        await sandbox.Fail(
            new
            {
                match = Buying,
                contains = "\"area_code\":312",
                fault = "500-before",
            }
        );
        (await sandbox.Ask("POST", "create-phone-number", new { area_code = 212 })).Status.ShouldBe(201);
        (await sandbox.Ask("POST", "create-phone-number", new { area_code = 312 }, "key_two")).Status.ShouldBe(201);
        (await sandbox.Ask("GET", "v2/list-phone-numbers?limit=312")).Status.ShouldBe(200);
        (await sandbox.Ask("POST", "create-phone-number", new { area_code = 312 })).Status.ShouldBe(500);
    }

    [Fact]
    public async Task is_listed_and_cleared()
    {
        await using var sandbox = await SandboxHost.Start();
        var first = await sandbox.Fail(
            new
            {
                match = Buying,
                fault = "429",
                times = 0,
            }
        );
        await sandbox.Fail(new { match = "GET /v2/*", fault = "500-before" });
        (await Listed(sandbox)).ShouldBe(["429", "500-before"]);
        (await Listed(sandbox, "key_two")).ShouldBeEmpty();
        (await sandbox.Control("DELETE", $"faults/{first}")).Status.ShouldBe(204);
        (await sandbox.Ask("POST", "create-phone-number", new { })).Status.ShouldBe(201);
        (await sandbox.Control("DELETE", "faults")).Status.ShouldBe(204);
        (await Listed(sandbox)).ShouldBeEmpty();
        (await sandbox.Control("GET", $"faults/{first}")).Status.ShouldBe(404);
    }

    [Theory]
    [
        InlineData("""{"fault":"429"}"""),
        InlineData("""{"match":"create-agent","fault":"429"}"""),
        InlineData("""{"match":"POST /x","fault":"sulk"}""")
    ]
    [InlineData("""{"match":"POST /x","fault":"refuse"}"""), InlineData("""{"match":"POST /x","fault":"refuse","refusal":"mood"}""")]
    [
        InlineData("""{"match":"GET /x","fault":"list-lag"}"""),
        InlineData("""{"match":"GET /x","fault":"429","nth":0}"""),
        InlineData("""{"match":"GET /x","fault":"500-before","status":200}""")
    ]
    public async Task that_makes_no_sense_is_refused(string fault)
    {
        await using var sandbox = await SandboxHost.Start();
        (await sandbox.Control("POST", "faults", JsonNode.Parse(fault)!)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task that_has_struck_does_not_strike_again_after_a_restart_and_one_that_has_not_does()
    {
        string folder;
        await using (var sandbox = await SandboxHost.Start())
        {
            folder = sandbox.Folder;
            await sandbox.Fail(new { match = Buying, fault = "500-before" });
            await sandbox.Fail(new { match = "GET /get-concurrency", fault = "500-before" });
            (await sandbox.Ask("POST", "create-phone-number", new { })).Status.ShouldBe(500);
        }

        await using var again = await SandboxHost.Start(folder);
        (await again.Ask("POST", "create-phone-number", new { })).Status.ShouldBe(201);
        (await again.Ask("GET", "get-concurrency")).Status.ShouldBe(500);
    }

    static async Task<string[]> Listed(SandboxHost sandbox, string key = "key_one") =>
        [.. (await sandbox.Control("GET", "faults", key: key)).Body!["items"]!.AsArray().Select(fault => (string)fault!["fault"]!)];
}
