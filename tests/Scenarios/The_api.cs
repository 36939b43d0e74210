using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class The_api(AppFixture site)
{
    [Fact]
    public async Task creates_an_agent_and_shows_its_set_up_until_it_has_a_number()
    {
        using var machine = await site.ApiClientAsync();
        var created = (await machine.CreateAgentAsync()).ShouldBe(HttpStatusCode.Accepted);
        created.Json.GetProperty("status").GetString().ShouldBe("setting_up");
        created.Json.GetProperty("phone_number").ValueKind.ShouldBe(JsonValueKind.Null);
        created.Headers["Location"].ShouldBe($"/api/agents/{created.Json.GetProperty("id").GetGuid()}");

        await AppFixture.Eventually(
            async () => (await machine.GetAsync(created.Headers["Location"])).Json.GetProperty("status").GetString() == "live",
            "the agent is live"
        );
        var live = (await machine.GetAsync(created.Headers["Location"])).ShouldBe(HttpStatusCode.OK).Json;
        live.GetProperty("phone_number").GetString()!.ShouldStartWith("+1415555");
        live.GetProperty("name").GetString().ShouldBe("Reyes Dental front desk");
        live.GetProperty("area_code").GetString().ShouldBe("415");
        live.GetProperty("provider_type").GetString().ShouldBe("retell");
        live.GetProperty("steps")
            .EnumerateArray()
            .Select(x => x.GetProperty("step").GetString())
            .ShouldBe(["prompt", "agent", "publishing", "number"]);
        live.GetProperty("steps").EnumerateArray().ShouldAllBe(x => x.GetProperty("done_at").ValueKind == JsonValueKind.String);

        var list = (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK).Json.GetProperty("agents");
        list.EnumerateArray().Single().GetProperty("id").GetGuid().ShouldBe(live.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task tells_that_an_area_code_has_no_number_and_goes_on_with_another()
    {
        using var machine = await site.ApiClientAsync();
        var location = (await machine.PostAsync("/api/agents", With("area_code", "738"))).ShouldBe(HttpStatusCode.Accepted).Headers[
            "Location"
        ];
        await AppFixture.Eventually(
            async () => (await machine.GetAsync(location)).Json.GetProperty("status").GetString() == "needs_attention",
            "the set-up waits for another area code"
        );
        var failure = (await machine.GetAsync(location)).Json.GetProperty("failure");
        failure.GetProperty("step").GetString().ShouldBe("number");
        failure.GetProperty("message").GetString()!.ShouldContain("area code 738");
        failure.GetProperty("undone").GetBoolean().ShouldBeFalse();
        (await machine.PostAsync(location + "/area-code", new { area_code = "2" })).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await machine.PostAsync(location + "/area-code", new { area_code = "212" })).ShouldBe(HttpStatusCode.Accepted);
        await AppFixture.Eventually(
            async () => (await machine.GetAsync(location)).Json.GetProperty("status").GetString() == "live",
            "the agent is live"
        );
        (await machine.GetAsync(location)).Json.GetProperty("phone_number").GetString()!.ShouldStartWith("+1212");
    }

    [Fact]
    public async Task lists_the_voices()
    {
        using var machine = await site.ApiClientAsync("read");
        var voices = (await machine.GetAsync("/api/voices")).ShouldBe(HttpStatusCode.OK).Json.GetProperty("voices");
        voices.EnumerateArray().ShouldContain(x => x.GetProperty("voice_id").GetString() == "retell-Cimo");
    }

    [Fact]
    public async Task answers_for_anothers_agent_as_for_one_that_does_not_exist()
    {
        using var one = await site.ApiClientAsync();
        using var other = await site.ApiClientAsync();
        var location = (await one.CreateAgentAsync()).ShouldBe(HttpStatusCode.Accepted).Headers["Location"];
        var foreign = (await other.GetAsync(location)).ShouldBe(HttpStatusCode.NotFound, "not-found");
        var unknown = (await other.GetAsync($"/api/agents/{Guid.NewGuid()}")).ShouldBe(HttpStatusCode.NotFound, "not-found");
        Without(foreign, "trace_id").ShouldBe(Without(unknown, "trace_id"));
        (await other.GetAsync("/api/agents")).Json.GetProperty("agents").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task names_every_member_that_it_does_not_know_or_that_has_the_wrong_type()
    {
        using var machine = await site.ApiClientAsync();
        var answer = (
            await machine.PostTextAsync(
                "/api/agents",
                """{ "nmae": "Front desk", "Description": "x", "area_code": 415, "tenant": "mine" }"""
            )
        ).ShouldBe(HttpStatusCode.BadRequest, "malformed");
        answer
            .Json.GetProperty("errors")
            .EnumerateObject()
            .Select(x => x.Name)
            .ShouldBe(["nmae", "Description", "area_code", "tenant"], ignoreOrder: true);
        answer.Wrong("area_code").ShouldBe("This must be a string.");
    }

    [
        Theory,
        InlineData("{"),
        InlineData("[]"),
        InlineData("null"),
        InlineData("\"x\""),
        InlineData(""),
        InlineData("""{ "name": "a", "name": "b" }"""),
        InlineData("""{ "name": {"a":{"b":{"c":{"d":1}}}} }""")
    ]
    public async Task refuses_what_is_no_plain_json_object(string body)
    {
        using var machine = await site.ApiClientAsync();
        (await machine.PostTextAsync("/api/agents", body)).ShouldBe(HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task says_for_each_field_what_a_rule_has_against_it()
    {
        using var machine = await site.ApiClientAsync();
        var answer = (
            await machine.PostAsync(
                "/api/agents",
                new
                {
                    name = "x",
                    description = "short",
                    provider_type = "vapi",
                    area_code = "41",
                    voice_id = "nobody",
                }
            )
        ).ShouldBe(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        answer.Wrong("name").ShouldContain("2 to 60");
        answer.Wrong("description").ShouldContain("at least 20 characters");
        answer.Wrong("provider_type").ShouldContain("retell");
        answer.Wrong("area_code").ShouldContain("three digits");
        answer.Wrong("voice_id").ShouldContain("no longer offered");
        (await machine.PostAsync("/api/agents", new { }))
            .ShouldBe(HttpStatusCode.UnprocessableEntity, "invalid-fields")
            .Json.GetProperty("errors")
            .EnumerateObject()
            .Select(x => x.Name)
            .ShouldBe(["name", "description", "voice_id"]);
    }

    [Fact]
    public async Task refuses_a_second_agent()
    {
        using var machine = await site.ApiClientAsync();
        (await machine.CreateAgentAsync()).ShouldBe(HttpStatusCode.Accepted);
        (await machine.CreateAgentAsync())
            .ShouldBe(HttpStatusCode.UnprocessableEntity, "refused")
            .Json.GetProperty("detail")
            .GetString()!
            .ShouldContain("already have an agent");
    }

    [Fact]
    public async Task makes_one_agent_of_twenty_that_are_asked_for_at_once()
    {
        using var machine = await site.ApiClientAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => machine.CreateAgentAsync()));
        answers.Count(x => x.Status == HttpStatusCode.Accepted).ShouldBe(1);
        foreach (var refused in answers.Where(x => x.Status != HttpStatusCode.Accepted))
            refused.ShouldBe(HttpStatusCode.UnprocessableEntity, "refused");
        (await machine.GetAsync("/api/agents")).Json.GetProperty("agents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task says_when_the_next_creation_is_possible_once_the_hour_is_used_up()
    {
        using var machine = await site.ApiClientAsync();
        for (var i = 0; i < 3; i++)
        {
            var agent = await machine.LiveAgentAsync();
            var location = $"/api/agents/{agent.GetProperty("id").GetGuid()}";
            (await machine.SendAsync(HttpMethod.Delete, location, null)).ShouldBe(HttpStatusCode.Accepted);
            await AppFixture.Eventually(
                async () => (await machine.GetAsync(location)).Json.GetProperty("status").GetString() == "deleted",
                "the agent is deleted"
            );
        }
        var late = (await machine.CreateAgentAsync()).ShouldBe(HttpStatusCode.TooManyRequests, "too-soon");
        int.Parse(late.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(3000, 3600);
    }

    [Fact]
    public async Task answers_what_no_endpoint_takes_as_a_problem_too()
    {
        using var machine = await site.ApiClientAsync();
        (await machine.GetAsync("/api/nothing")).ShouldBe(HttpStatusCode.NotFound, "not-found");
        (await machine.GetAsync("/api/agents/no-id")).ShouldBe(HttpStatusCode.NotFound, "not-found");
        (await machine.SendAsync(HttpMethod.Put, "/api/agents", JsonContent.Create(new { })))
            .ShouldBe(HttpStatusCode.MethodNotAllowed, "method-not-allowed")
            .Headers["Allow"]
            .ShouldContain("POST");
        (await machine.PostTextAsync("/api/agents", "name=x", "application/x-www-form-urlencoded")).ShouldBe(
            HttpStatusCode.UnsupportedMediaType,
            "media-type"
        );
        (await machine.SendAsync(HttpMethod.Post, "/api/agents", new ByteArrayContent("{}"u8.ToArray()))).ShouldBe(
            HttpStatusCode.UnsupportedMediaType,
            "media-type"
        );
        (await machine.PostAsync("/api/agents", With("description", new string('x', 300_000)))).ShouldBe(
            HttpStatusCode.RequestEntityTooLarge,
            "too-large"
        );
    }

    static Dictionary<string, string> With(string member, string value)
    {
        var wish = JsonSerializer
            .SerializeToElement(ApiClient.NewAgentBody)
            .EnumerateObject()
            .ToDictionary(x => x.Name, x => x.Value.GetString()!);
        wish[member] = value;
        return wish;
    }

    static string Without(ApiResponse reply, string member) =>
        string.Join('\n', reply.Json.EnumerateObject().Where(x => x.Name != member).Select(x => x.ToString()));
}
