using System.Net;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Connecting_through_the_api(AppFixture site)
{
    [Fact]
    public async Task five_times_at_once_under_one_key_is_once()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var machine = await site.ApiClientAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => machine.PostAsync("/api/agents/connect", Of(account), key)));
        foreach (var answer in answers)
            answer.ShouldBe(HttpStatusCode.Accepted);
        answers.Select(x => x.Headers["Location"]).Distinct().ShouldHaveSingleItem();
        (await machine.GetAsync("/api/agents")).Json.GetProperty("agents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task is_not_for_keys_that_may_only_read()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var reader = await site.ApiClientAsync("read");
        (await reader.PostAsync("/api/agents/connect", Of(account))).ShouldBe(HttpStatusCode.Forbidden, "insufficient-scope");
    }

    static object Of(CustomerRetellAccount account) =>
        new
        {
            retell_agent_id = account.AgentId,
            retell_phone_number_id = account.Number,
            name = "Front desk",
            retell_api_key = account.ApiKey,
        };
}
