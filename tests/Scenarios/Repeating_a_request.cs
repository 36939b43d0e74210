using System.Net;
using Npgsql;
using Shouldly;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class Repeating_a_request(AppFixture site)
{
    readonly (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());

    [Fact]
    public async Task is_answered_as_the_first_time()
    {
        using var machine = await site.ApiClientAsync();
        var first = (await machine.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.Accepted);
        var second = (await machine.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.Accepted);
        second.Text.ShouldBe(first.Text);
        second.Headers["Location"].ShouldBe(first.Headers["Location"]);
        second.Headers["Content-Type"].ShouldBe(first.Headers["Content-Type"]);
        second.Headers["Idempotency-Replayed"].ShouldBe("true");
        first.Headers.ShouldNotContainKey("Idempotency-Replayed");
    }

    [Fact]
    public async Task with_another_body_under_the_same_key_is_refused()
    {
        using var machine = await site.ApiClientAsync();
        (await machine.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.Accepted);
        (await machine.PostAsync("/api/agents", new { name = "Another" }, key)).ShouldBe(HttpStatusCode.UnprocessableEntity, "key-reused");
    }

    [Fact]
    public async Task that_was_refused_may_be_put_right_under_the_same_key()
    {
        using var machine = await site.ApiClientAsync();
        (await machine.PostAsync("/api/agents", new { name = "x" }, key)).ShouldBe(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        (await machine.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task twenty_times_at_once_makes_one_agent()
    {
        using var machine = await site.ApiClientAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => machine.CreateAgentAsync(key)));
        foreach (var answer in answers)
            answer.ShouldBe(HttpStatusCode.Accepted);
        answers.Select(x => x.Text).Distinct().Count().ShouldBe(1);
        answers.Count(x => !x.Headers.ContainsKey("Idempotency-Replayed")).ShouldBe(1);
        (await machine.GetAsync("/api/agents")).Json.GetProperty("agents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task under_anothers_key_is_another_request()
    {
        using var one = await site.ApiClientAsync();
        using var other = await site.ApiClientAsync();
        var first = (await one.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.Accepted);
        var second = (await other.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.Accepted);
        second.Headers["Location"].ShouldNotBe(first.Headers["Location"]);
        second.Headers.ShouldNotContainKey("Idempotency-Replayed");
    }

    [Fact]
    public async Task whose_answer_was_lost_with_the_process_brings_the_same_agent()
    {
        using var machine = await site.ApiClientAsync();
        var first = (await machine.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.Accepted);
        // As the row stands when the process ends between the command's commit and the answer's, and its hold has run out.
        await RowAsync("status = null, headers = null, body = null, held_until = now() - interval '1 second'", Agent(first));
        // The agent may be live by now.
        var second = await machine.CreateAgentAsync(key);
        second.Status.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.OK);
        second.Json.GetProperty("id").GetString().ShouldBe(Agent(first));
        second.Headers.ShouldNotContainKey("Idempotency-Replayed");
        (await machine.CreateAgentAsync(key)).Headers["Idempotency-Replayed"].ShouldBe("true");
        (await machine.GetAsync("/api/agents")).Json.GetProperty("agents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task waits_for_the_first_one_and_then_says_that_it_is_still_worked_on()
    {
        using var machine = await site.ApiClientAsync();
        var first = (await machine.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.Accepted);
        await RowAsync("status = null, headers = null, body = null, held_until = now() + interval '1 minute'", Agent(first));
        (await machine.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.Conflict, "in-progress").Headers["Retry-After"].ShouldBe("1");
    }

    [Fact]
    public async Task after_a_day_is_a_new_request()
    {
        using var machine = await site.ApiClientAsync();
        var first = (await machine.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.Accepted);
        await RowAsync("begun_at = now() - interval '25 hours'", Agent(first));
        (await machine.CreateAgentAsync(key)).ShouldBe(HttpStatusCode.UnprocessableEntity, "refused");
    }

    [Fact]
    public async Task needs_a_key_that_can_be_read()
    {
        using var machine = await site.ApiClientAsync();
        foreach (var unreadable in (string[])["two words", "ключ", new('x', 256)])
            (await machine.CreateAgentAsync(("Idempotency-Key", unreadable))).ShouldBe(HttpStatusCode.BadRequest, "malformed");
        (await machine.CreateAgentAsync(key, ("Idempotency-Key", "a-second"))).ShouldBe(HttpStatusCode.BadRequest, "malformed");
    }

    static string Agent(ApiResponse created) => created.Json.GetProperty("id").GetString()!;

    async Task RowAsync(string change, string agent)
    {
        await using NpgsqlCommand command = site.Database(DatabaseRole.Worker)
            .CreateCommand($"update api.answers set {change} where position(convert_to($1, 'UTF8') in body) > 0");
        command.Parameters.AddWithValue(agent);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
