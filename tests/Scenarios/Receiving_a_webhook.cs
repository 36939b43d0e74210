using System.Net;
using System.Text;
using Shouldly;
using Switchhook.Calls.Ingestion;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Scenarios;

public class Receiving_a_webhook(AppFixture site)
{
    static string Call(string name, string callId, string agentId, string more = "") =>
        $$$"""{"event":"{{{name}}}","call":{"call_id":"{{{callId}}}","call_type":"phone_call","agent_id":"{{{agentId}}}","direction":"inbound","from_number":"+14155550142","to_number":"+14157774444"{{{more}}}}}""";

    static string Fresh(string kind) => $"{kind}_{Guid.NewGuid():N}";

    [Fact]
    public async Task refuses_a_body_that_was_altered_after_signing_and_keeps_only_its_size_and_hash()
    {
        var (signed, altered) = (
            Encoding.UTF8.GetBytes(Call("call_started", Fresh("call"), "agent_x")),
            Encoding.UTF8.GetBytes(Call("call_started", Fresh("call"), "agent_x"))
        );
        await RefusedAsync(altered, site.Sign(signed));
    }

    [Fact]
    public async Task refuses_what_is_not_signed_before_it_reads_the_body() => await RefusedUnreadAsync(null);

    [Fact]
    public async Task refuses_what_another_key_signed()
    {
        var body = Encoding.UTF8.GetBytes(Call("call_started", Fresh("call"), "agent_x"));
        await RefusedAsync(body, site.Sign(body, key: "key_of_somebody_else"));
    }

    [Theory, InlineData(-301), InlineData(301)]
    public async Task refuses_what_was_signed_more_than_five_minutes_away_before_it_reads_the_body(int seconds) =>
        await RefusedUnreadAsync(site.Sign([], DateTimeOffset.UtcNow.AddSeconds(seconds)));

    [Theory, InlineData(""), InlineData("v=1,d=2"), InlineData("nonsense"), InlineData("v=1764000000000,d=")]
    public async Task refuses_a_signature_that_is_none_before_it_reads_the_body(string signature) => await RefusedUnreadAsync(signature);

    async Task RefusedUnreadAsync(string? signature)
    {
        using var anybody = site.Anonymous();
        using var body = new EndlessBody(1_000_000);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/retell/webhook") { Content = body };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Retell-Signature", signature);
        var answer = await anybody.SendAsync(request);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers["Content-Type"].ShouldStartWith("application/problem+json");
    }

    async Task RefusedAsync(byte[] body, string? signature)
    {
        var answer = await site.PostAsync(body, signature);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers["Content-Type"].ShouldStartWith("application/problem+json");
        answer.Text.ShouldContain("signature");
        (await site.StoredAsync(body)).ShouldBe([
            new(DeliveryStatus.BadSignature, null, null, null, null, null, null, body.Length, null, null),
        ]);
    }

    [Fact]
    public async Task refuses_more_than_ten_megabytes()
    {
        var body = new byte[WebhookEndpoint.LargestBody + 1];
        var answer = await site.PostAsync(body, site.Sign(body));
        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Headers["Content-Type"].ShouldStartWith("application/problem+json");
        (await site.StoredAsync(body)).ShouldBeEmpty();
    }

    [Fact]
    public async Task takes_ten_megabytes()
    {
        var body = new byte[WebhookEndpoint.LargestBody];
        Array.Fill(body, (byte)' ');
        (await site.PostAsync(body, site.Sign(body))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await site.StoredAsync(body)).Single().Size.ShouldBe(body.Length);
    }

    [Fact]
    public async Task keeps_what_is_signed_even_when_it_is_no_json()
    {
        var body = $"{{not json {Guid.NewGuid()}";
        (await site.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        var kept = (await site.StoredAsync(Encoding.UTF8.GetBytes(body))).Single();
        (kept.Verdict, kept.Event, kept.CallId).ShouldBe((DeliveryStatus.Malformed, null, null));
        kept.Body.ShouldBe(Encoding.UTF8.GetBytes(body));
        await AppFixture.Eventually(async () => await CountedAsync(DeliveryStatus.Malformed) > 0, "it is counted");
    }

    [Fact]
    public async Task keeps_an_event_that_nobody_knows_and_makes_nothing_of_it()
    {
        var body = Call("call_pondered", Fresh("call"), await AgentOfSomebodyAsync());
        (await site.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(
            async () => await site.StatusAsync(body) == DeliveryStatus.Ignored,
            "the event is known to be of no use"
        );
    }

    [Fact]
    public async Task keeps_a_call_of_an_agent_that_nobody_has_until_somebody_connects_it()
    {
        using var owner = await site.OwnerAsync();
        var (agent, call) = (Fresh("agent"), Fresh("call"));
        var (started, ended) = (
            Call("call_started", call, agent),
            Call("call_ended", call, agent, ""","disconnection_reason":"user_hangup","end_timestamp":1764000042456""")
        );
        foreach (var body in new[] { started, ended })
            (await site.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        foreach (var body in new[] { started, ended })
            await AppFixture.Eventually(
                async () => await site.StatusAsync(body) == DeliveryStatus.UnknownAgent,
                "the delivery is set aside"
            );
        (await owner.GetAsync($"/calls/{call}")).Status.ShouldBe(HttpStatusCode.NotFound);

        await site.PublishAsync(new AgentLinked(agent, "Reyes Dental front desk"), await site.TenantOfAsync(owner));

        foreach (var body in new[] { started, ended })
            await AppFixture.Eventually(async () => await site.StatusAsync(body) == DeliveryStatus.Applied, "the delivery is applied");
        var page = await owner.GetAsync($"/calls/{call}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Words.ShouldContain("+1 415 555 0142");
        page.Words.ShouldContain("Reyes Dental front desk");
    }

    [Fact]
    public async Task shows_the_owner_a_duplicate_that_came_before_its_first_was_applied()
    {
        using var owner = await site.OwnerAsync();
        var (agent, call) = (Fresh("agent"), Fresh("call"));
        var body = Call("call_started", call, agent);
        for (var i = 0; i < 2; i++)
            (await site.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await owner.GetAsync("/webhooks?verdict=duplicate")).Text.ShouldNotContain(call);
        await site.PublishAsync(new AgentLinked(agent, "Front desk"), await site.TenantOfAsync(owner));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/webhooks?verdict=duplicate")).Text.Contains(call, StringComparison.Ordinal),
            "the duplicate is on its owner's page"
        );
    }

    [Fact]
    public async Task shows_what_was_too_large_to_apply_and_applies_it_when_asked()
    {
        using var owner = await site.OwnerAsync();
        var (agent, body) = (Fresh("agent"), Call("call_started", Fresh("call"), "agent"));
        body = body.Replace("\"agent\"", $"\"{agent}\"", StringComparison.Ordinal);
        await site.PublishAsync(new AgentLinked(agent, "Front desk"), await site.TenantOfAsync(owner));
        (await site.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(async () => await site.StatusAsync(body) == DeliveryStatus.Applied, "it is applied");
        await using (
            var costly = site.Database("worker")
                .CreateCommand(
                    "update calls.deliveries set verdict = 'too_costly', reason = 'Kept; reading it took too long' where "
                        + "retell_agent_id = $1"
                )
        )
        {
            costly.Parameters.AddWithValue(agent);
            (await costly.ExecuteNonQueryAsync()).ShouldBe(1);
        }
        var list = await owner.GetAsync("/webhooks?verdict=too_costly");
        list.Words.ShouldContain("Too large to apply");
        await owner.SubmitAsync(await owner.GetAsync(list.Find("#deliveries a.row-link").GetAttribute("href")!), "form[action*=Reprocess]");
        await AppFixture.Eventually(async () => await site.StatusAsync(body) == DeliveryStatus.Applied, "it is applied again");
    }

    [Fact]
    public async Task takes_the_same_again_for_a_duplicate_and_another_body_for_a_second_version()
    {
        var (agent, call) = (await AgentOfSomebodyAsync(), Fresh("call"));
        var (first, second) = (Call("call_ended", call, agent), Call("call_ended", call, agent, ""","duration_ms":1000"""));
        for (var i = 0; i < 3; i++)
            (await site.PostSignedAsync(first)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await site.PostSignedAsync(second)).Status.ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(async () => await site.StatusAsync(second) == DeliveryStatus.Applied, "the second version is applied");
        await AppFixture.Eventually(
            async () => (await site.StoredAsync(Encoding.UTF8.GetBytes(first)))[0].Verdict == DeliveryStatus.Applied,
            "the first one is applied"
        );
        var kept = await site.StoredAsync(Encoding.UTF8.GetBytes(first));
        kept.Select(x => (x.Verdict, x.Times))
            .ShouldBe([(DeliveryStatus.Applied, 1), (DeliveryStatus.Duplicate, 2)], customMessage: "one row counts all repeats");
        kept.Skip(1).ShouldAllBe(x => x.Body == null);
    }

    [Fact]
    public async Task takes_the_same_live_transcript_again_for_a_duplicate()
    {
        var (agent, call) = (await AgentOfSomebodyAsync(), Fresh("call"));
        var body = Call("transcript_updated", call, agent, ""","transcript":"Agent: Hello.\n" """);
        for (var i = 0; i < 150; i++)
            (await site.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(
            async () =>
                await site.StoredAsync(Encoding.UTF8.GetBytes(body))
                    is [{ Verdict: DeliveryStatus.Applied }, { Verdict: DeliveryStatus.Duplicate, Times: 149 }],
            "one is applied"
        );
    }

    [Fact]
    public async Task shows_words_that_no_database_could_hold()
    {
        using var owner = await site.OwnerAsync();
        var (agent, call) = (Fresh("agent"), Fresh("call"));
        await site.PublishAsync(new AgentLinked(agent, "Front desk"), await site.TenantOfAsync(owner));
        var body = Call(
            "call_ended",
            call,
            agent,
            ""","transcript_object":[{"role":"user","content":"before \u0000 between \ud800 after"}]"""
        );
        (await site.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(async () => await site.StatusAsync(body) == DeliveryStatus.Applied, "the call is applied");
        (await owner.GetAsync($"/calls/{call}")).Words.ShouldContain("before \uFFFD between \uFFFD after");
        (await site.StoredAsync(Encoding.UTF8.GetBytes(body))).Single().Body.ShouldBe(Encoding.UTF8.GetBytes(body));
    }

    async Task<string> AgentOfSomebodyAsync()
    {
        using var owner = await site.OwnerAsync();
        var agent = Fresh("agent");
        await site.PublishAsync(new AgentLinked(agent, "Front desk"), await site.TenantOfAsync(owner));
        return agent;
    }

    async Task<double> CountedAsync(string verdict)
    {
        using var operations = site.Anonymous();
        var line = (await operations.GetAsync("/metrics"))
            .Text.Split('\n')
            .SingleOrDefault(x =>
                x.StartsWith("switchhook_webhooks_deliveries", StringComparison.Ordinal)
                && x.Contains($"verdict=\"{verdict}\"", StringComparison.Ordinal)
            );
        return line is null ? 0 : double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
