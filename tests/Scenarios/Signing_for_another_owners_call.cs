using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.Contracts;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

/// <summary>An owner with an own Retell key can sign any body: whatever it names, it concerns that owner alone.</summary>
public class Signing_for_another_owners_call(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    static string Fresh(string kind) => $"{kind}_{Guid.NewGuid():N}";

    static string Body(string name, string call, string agent, string more = "") =>
        $$$"""{"event":"{{{name}}}","call":{"call_id":"{{{call}}}","call_type":"phone_call","agent_id":"{{{agent}}}","direction":"inbound","from_number":"+14155550142","to_number":"+14157774444"{{{more}}}}}""";

    [Fact]
    public async Task never_has_the_platform_s_key_fetch_the_stranger_s_recording()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var mallory = await ConnectedAsync(account);
        var gone = site.Get<RetellSettings>().BaseUrl + "/recordings/gone.wav";
        await SignAsync(account, Body("call_started", them.Call, account.AgentId));
        await SignAsync(
            account,
            Body(
                "call_ended",
                them.Call,
                Fresh("agent"),
                $$""","recording_url":"{{gone}}","disconnection_reason":"user_hangup","end_timestamp":1764000042456"""
            )
        );
        await AppFixture.Eventually(
            async () => (await mallory.GetAsync($"/calls/{them.Call}")).Words.Contains("Caller hung up", StringComparison.Ordinal),
            "the call stands on their own page"
        );
        (await mallory.GetAsync($"/calls/{them.Call}/recording")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await them.Ana.GetAsync($"/calls/{them.Call}/recording")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task sent_twice_gives_nobody_what_the_platform_signs_afterwards()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var mallory = await ConnectedAsync(account);
        var call = Fresh("call");
        var (claimed, told) = (Body("call_started", call, account.AgentId), Body("call_started", call, them.Agent.RetellAgentId!));
        for (var i = 0; i < 2; i++)
            await SignAsync(account, claimed);
        await SignAsync(account, told);
        await AppFixture.Eventually(
            async () => (await mallory.GetAsync($"/calls/{call}")).Status == HttpStatusCode.OK,
            "the claimed call is theirs"
        );

        (await site.PostSignedAsync(told)).Status.ShouldBe(HttpStatusCode.NoContent);
        (
            await site.PostSignedAsync(
                Body("transcript_updated", call, Fresh("agent"), ""","transcript":"User: My card number is secret.\n" """)
            )
        ).Status.ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(
            async () => (await them.Ana.GetAsync($"/calls/{call}")).Words.Contains("My card number is secret", StringComparison.Ordinal),
            "the call is Ana's"
        );
        (await mallory.GetAsync($"/calls/{call}")).Words.ShouldNotContain("secret");
        (await SignersAsync(call)).ShouldNotContain((string?)null);
    }

    [Fact]
    public async Task does_not_refuse_another_owner_s_call_that_was_handed_on()
    {
        using var first = await CustomerRetellAccount.OpenAsync(site);
        using var second = await CustomerRetellAccount.OpenAsync(site);
        using var mallory = await ConnectedAsync(first);
        using var owner = await ConnectedAsync(second);
        var call = Fresh("call");
        await SignAsync(first, Body("call_started", call, first.AgentId));
        await SignAsync(second, Body("call_started", call, second.AgentId));
        await SignAsync(
            second,
            Body("call_ended", call, Fresh("agent"), ""","disconnection_reason":"agent_hangup","end_timestamp":1764000042456""")
        );
        await AppFixture.Eventually(
            async () => (await owner.GetAsync($"/calls/{call}")).Words.Contains("Agent hung up", StringComparison.Ordinal),
            "the end has come"
        );
        (await mallory.GetAsync($"/calls/{call}")).Words.ShouldNotContain("Agent hung up");
    }

    [Fact]
    public async Task leaves_the_block_list_of_a_number_that_they_name_too_to_its_owner()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var mallory = await ConnectedAsync(account);
        var (number, caller) = (them.Agent.Number!, NewNumber());
        await them.Ana.SubmitAsync(await them.Ana.GetAsync("/leads/blocked"), "main form[action*=Block]", ("Number", caller));
        await AppFixture.Eventually(async () => await RejectsAsync(null, caller, number), "the caller is turned away");

        var (tenant, others) = (await site.TenantOfAsync(mallory), NewNumber());
        await site.PublishAsync(new AgentChanged($"{Guid.NewGuid():D}", "Front desk", "Live", number), tenant);
        await site.PublishAsync(new CallerBlocked(others), tenant);
        await AppFixture.Eventually(
            async () => await CountAsync("select count(*) from calls.lines where tenant_id = $1 and number = $2", tenant, number) == 1,
            "they say that the number is theirs"
        );
        await AppFixture.Eventually(
            async () => await RejectsAsync(account.AgentId, others, number, account.WebhookKey),
            "with their own key their list counts"
        );
        (await RejectsAsync(null, caller, number)).ShouldBeTrue("the platform's number is still Ana's");
        (await RejectsAsync(null, others, number)).ShouldBeFalse("and their list is nobody else's");
        (await RejectsAsync(account.AgentId, caller, number, account.WebhookKey)).ShouldBeFalse("nor is hers theirs");
    }

    async Task<BrowserSession> ConnectedAsync(CustomerRetellAccount account)
    {
        var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        return owner;
    }

    async Task SignAsync(CustomerRetellAccount account, string body) =>
        (
            await site.PostAsync(Encoding.UTF8.GetBytes(body), site.Sign(Encoding.UTF8.GetBytes(body), key: account.WebhookKey))
        ).Status.ShouldBe(HttpStatusCode.NoContent);

    async Task<bool> RejectsAsync(string? agent, string from, string to, string? key = null)
    {
        var call = new JsonObject { ["from_number"] = from, ["to_number"] = to };
        if (agent is not null)
            call["agent_id"] = agent;
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["event"] = "call_inbound", ["call_inbound"] = call }.ToJsonString());
        using var retell = site.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/retell/inbound") { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("X-Retell-Signature", site.Sign(body, key: key));
        var answer = await retell.SendAsync(request);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return JsonNode.Parse(answer.Text)!["call_inbound"]!["reject"]?.GetValue<bool>() == true;
    }

    async Task<IReadOnlyList<string?>> SignersAsync(string call)
    {
        await using var command = site.Database("worker").CreateCommand("select signer from calls.deliveries where call_id = $1");
        command.Parameters.AddWithValue(call);
        await using var rows = await command.ExecuteReaderAsync();
        var signers = new List<string?>();
        while (await rows.ReadAsync())
            signers.Add(rows.IsDBNull(0) ? null : rows.GetString(0));
        return signers;
    }

    async Task<long> CountAsync(string sql, params string[] values)
    {
        await using var command = site.Database("worker").CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.AddWithValue(value);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
