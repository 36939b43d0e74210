using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Changing_an_agent_through_the_api(AppFixture site)
{
    [Fact]
    public async Task makes_the_next_revision_and_publishes_it()
    {
        using var machine = await site.ApiClientAsync();
        var path = await LiveAsync(machine);
        var etag = (await machine.GetAsync(path)).Headers["ETag"];
        etag.ShouldBe("\"1\"");
        var changed = (await PatchAsync(machine, path, new { greeting = "Reyes Dental, hello!", max_call_minutes = 10 }, etag)).ShouldBe(
            HttpStatusCode.Accepted
        );
        changed.Headers["ETag"].ShouldBe("\"2\"");
        changed.Headers["Location"].ShouldBe(path);
        await AppFixture.Eventually(
            async () => !(await machine.GetAsync(path)).Json.GetProperty("publishing").GetBoolean(),
            "the revision is published"
        );
        var now = (await machine.GetAsync(path)).Json;
        now.GetProperty("revision").GetInt32().ShouldBe(2);
        now.GetProperty("greeting").GetString().ShouldBe("Reyes Dental, hello!");
        now.GetProperty("max_call_minutes").GetInt32().ShouldBe(10);
        now.GetProperty("name").GetString().ShouldBe("Reyes Dental front desk");
        now.GetProperty("problem").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task on_an_older_revision_overwrites_nothing_and_says_what_changed()
    {
        using var machine = await site.ApiClientAsync();
        var path = await LiveAsync(machine);
        (await PatchAsync(machine, path, new { greeting = "First!", name = "Front desk" }, "\"1\"")).ShouldBe(HttpStatusCode.Accepted);
        var late = (await PatchAsync(machine, path, new { greeting = "Second!" }, "\"1\"")).ShouldBe(
            HttpStatusCode.PreconditionFailed,
            "changed"
        );
        late.Json.GetProperty("revision").GetInt32().ShouldBe(2);
        late.Json.GetProperty("changed").EnumerateObject().Select(x => x.Name).ShouldBe(["name", "greeting"]);
        late.Json.GetProperty("changed").GetProperty("greeting").GetProperty("after").GetString().ShouldBe("First!");
        (await machine.GetAsync(path)).Json.GetProperty("greeting").GetString().ShouldBe("First!");
        (await PatchAsync(machine, path, new { greeting = "Second!" }, "\"2\"")).ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task that_was_made_already_is_silence()
    {
        using var machine = await site.ApiClientAsync();
        var path = await LiveAsync(machine);
        (await PatchAsync(machine, path, new { greeting = "Hello!" }, "\"1\"")).ShouldBe(HttpStatusCode.Accepted);
        (await PatchAsync(machine, path, new { greeting = "Hello!" }, "\"1\"")).Headers["ETag"].ShouldBe("\"2\"");
        (await PatchAsync(machine, path, new { }, "*")).Headers["ETag"].ShouldBe("\"2\"");
    }

    [Fact]
    public async Task needs_the_revision_that_it_starts_from()
    {
        using var machine = await site.ApiClientAsync();
        var path = await LiveAsync(machine);
        (await PatchAsync(machine, path, new { greeting = "Hello!" }, null)).ShouldBe(
            HttpStatusCode.PreconditionRequired,
            "precondition-required"
        );
        foreach (var odd in (string[])["1", "\"x\"", "W/\"1\"", "\"1\", \"2\"", "\"-1\""])
            (await PatchAsync(machine, path, new { greeting = "Hello!" }, odd)).ShouldBe(HttpStatusCode.BadRequest, "malformed");
        (await PatchAsync(machine, path, new { greeting = "Hello!" }, "\"7\"")).ShouldBe(HttpStatusCode.PreconditionFailed, "changed");
    }

    [Fact]
    public async Task says_for_each_field_what_a_rule_has_against_it()
    {
        using var machine = await site.ApiClientAsync();
        var path = await LiveAsync(machine);
        var answer = (
            await PatchAsync(
                machine,
                path,
                new
                {
                    name = "",
                    description = "short",
                    greeting = new string('x', 501),
                    voice_id = "nobody",
                    max_call_minutes = 0,
                    note = new string('x', 301),
                },
                "\"1\""
            )
        ).ShouldBe(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        answer
            .Json.GetProperty("errors")
            .EnumerateObject()
            .Select(x => x.Name)
            .ShouldBe(["name", "description", "greeting", "voice_id", "max_call_minutes", "note"]);
        (await PatchAsync(machine, path, new { max_call_minutes = "10", phone_number = "+1" }, "\"1\""))
            .ShouldBe(HttpStatusCode.BadRequest, "malformed")
            .Json.GetProperty("errors")
            .EnumerateObject()
            .Select(x => x.Name)
            .ShouldBe(["max_call_minutes", "phone_number"]);
    }

    [Fact]
    public async Task over_what_was_made_in_retells_dashboard_has_to_be_said()
    {
        using var person = await site.OwnerAsync();
        using var machine = new ApiClient(site, await person.KeyAsync());
        var path = await LiveAsync(machine);
        await new RetellDashboard(site).ChangeInDashboardAsync(
            (await machine.GetAsync(path)).Json.GetProperty("retell_agent_id").GetString()!,
            "Howdy!"
        );
        // The page looks at Retell behind itself.
        await person.GetAsync("/agent/settings");
        await AppFixture.Eventually(
            async () => (await machine.GetAsync(path)).Json.GetProperty("changed_at_retell").ValueKind == JsonValueKind.Number,
            "the change is noticed"
        );

        var refused = (await PatchAsync(machine, path, new { greeting = "Hello!" }, "\"1\"")).ShouldBe(
            HttpStatusCode.Conflict,
            "changed-at-retell"
        );
        refused.Json.GetProperty("changed").GetProperty("greeting").GetProperty("after").GetString().ShouldBe("Howdy!");
        var version = refused.Json.GetProperty("changed_at_retell").GetInt32();
        (await PatchAsync(machine, path, new { greeting = "Hello!", replaces_retell_version = version }, "\"1\"")).ShouldBe(
            HttpStatusCode.Accepted
        );
    }

    [Fact]
    public async Task pauses_and_resumes_it()
    {
        using var machine = await site.ApiClientAsync();
        var path = await LiveAsync(machine);
        (await machine.PostAsync(path + "/pause", new { fallback_number = "(415) 555-0" }))
            .ShouldBe(HttpStatusCode.UnprocessableEntity, "invalid-fields")
            .Wrong("fallback_number")
            .ShouldContain("no phone number");
        (await machine.PostAsync(path + "/pause", new { fallback = "+12125550123" })).ShouldBe(HttpStatusCode.BadRequest, "malformed");
        (await machine.PostAsync(path + "/pause", new { fallback_number = "+1 212 736 5000" }))
            .ShouldBe(HttpStatusCode.Accepted)
            .Json.GetProperty("status")
            .GetString()
            .ShouldBe("pausing");
        await BecomesAsync(machine, path, "paused");
        (await machine.GetAsync(path)).Json.GetProperty("fallback_number").GetString().ShouldBe("+12127365000");
        (await machine.PostAsync(path + "/resume", new { })).ShouldBe(HttpStatusCode.BadRequest, "malformed");
        (await machine.PostAsync(path + "/resume", null)).ShouldBe(HttpStatusCode.Accepted);
        await BecomesAsync(machine, path, "live");
        (await machine.PostAsync(path + "/resume", null)).ShouldBe(HttpStatusCode.OK);
        // Without a fallback number it may be done before the answer is written.
        (await machine.PostAsync(path + "/pause", null)).Status.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.OK);
        await BecomesAsync(machine, path, "paused");
    }

    [Fact]
    public async Task deletes_it_and_makes_room_for_another()
    {
        using var machine = await site.ApiClientAsync();
        var path = await LiveAsync(machine);
        (await DeleteAsync(machine, path)).ShouldBe(HttpStatusCode.Accepted).Json.GetProperty("status").GetString().ShouldBe("deleting");
        await BecomesAsync(machine, path, "deleted");
        (await DeleteAsync(machine, path)).ShouldBe(HttpStatusCode.OK);
        (await machine.GetAsync(path)).Json.GetProperty("phone_number").ValueKind.ShouldBe(JsonValueKind.Null);
        (await PatchAsync(machine, path, new { name = "Another" }, "*")).ShouldBe(HttpStatusCode.UnprocessableEntity, "refused");
        (await machine.CreateAgentAsync()).ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task of_somebody_else_is_answered_as_if_there_were_none()
    {
        using var owner = await site.ApiClientAsync();
        using var other = await site.ApiClientAsync();
        var path = await LiveAsync(owner);
        (await PatchAsync(other, path, new { name = "Mine" }, "\"1\"")).ShouldBe(HttpStatusCode.NotFound, "not-found");
        (await DeleteAsync(other, path)).ShouldBe(HttpStatusCode.NotFound, "not-found");
        (await other.PostAsync(path + "/pause", null)).ShouldBe(HttpStatusCode.NotFound, "not-found");
        (await other.PostAsync(path + "/resume", null)).ShouldBe(HttpStatusCode.NotFound, "not-found");
        (await BackUpAsync(other, path)).ShouldBe(HttpStatusCode.NotFound, "not-found");
        (await owner.GetAsync(path)).Json.GetProperty("status").GetString().ShouldBe("live");
    }

    [Fact]
    public async Task is_not_for_keys_that_may_only_read()
    {
        using var person = await site.OwnerAsync();
        using var writer = new ApiClient(site, await person.KeyAsync());
        using var reader = new ApiClient(site, await person.KeyAsync("read"));
        var path = await LiveAsync(writer);
        (await reader.GetAsync(path)).ShouldBe(HttpStatusCode.OK);
        (await PatchAsync(reader, path, new { name = "Mine" }, "\"1\"")).ShouldBe(HttpStatusCode.Forbidden, "insufficient-scope");
        (await DeleteAsync(reader, path)).ShouldBe(HttpStatusCode.Forbidden, "insufficient-scope");
        (await reader.PostAsync(path + "/pause", null)).ShouldBe(HttpStatusCode.Forbidden, "insufficient-scope");
        (await reader.PostAsync(path + "/resume", null)).ShouldBe(HttpStatusCode.Forbidden, "insufficient-scope");
        (await BackUpAsync(reader, path)).ShouldBe(HttpStatusCode.Forbidden, "insufficient-scope");
    }

    static async Task<string> LiveAsync(ApiClient machine) => $"/api/agents/{(await machine.LiveAgentAsync()).GetProperty("id").GetGuid()}";

    static Task<ApiResponse> PatchAsync(ApiClient machine, string path, object body, string? revision) =>
        machine.SendAsync(HttpMethod.Patch, path, JsonContent.Create(body), revision is null ? [] : [("If-Match", revision)]);

    static Task<ApiResponse> BackUpAsync(ApiClient machine, string path) =>
        machine.SendAsync(HttpMethod.Put, path + "/backup-number", JsonContent.Create(new { backup_number = "+12125550123" }));

    static Task<ApiResponse> DeleteAsync(ApiClient machine, string path) => machine.SendAsync(HttpMethod.Delete, path, null);

    static Task BecomesAsync(ApiClient machine, string path, string status) =>
        AppFixture.Eventually(
            async () => (await machine.GetAsync(path)).Json.GetProperty("status").GetString() == status,
            $"the agent is {status}"
        );
}
