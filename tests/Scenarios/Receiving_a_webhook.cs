using System.Net;
using System.Text;
using Shouldly;
using Switchhook.Calls.Intake;
using Switchhook.Contracts;
using Wolverine;
using Xunit;

namespace Switchhook.Scenarios;

public class Receiving_a_webhook(House house)
{
    static string Call(string name, string callId, string agentId, string more = "") =>
        $$$"""{"event":"{{{name}}}","call":{"call_id":"{{{callId}}}","call_type":"phone_call","agent_id":"{{{agentId}}}","direction":"inbound","from_number":"+14155550142","to_number":"+14157774444"{{{more}}}}}""";

    static string Fresh(string kind) => $"{kind}_{Guid.NewGuid():N}";

    [Fact]
    public async Task refuses_a_body_that_was_altered_after_signing_and_keeps_only_its_size_and_hash()
    {
        var (signed, altered) = (Encoding.UTF8.GetBytes(Call("call_started", Fresh("call"), "agent_x")), Encoding.UTF8.GetBytes(Call("call_started", Fresh("call"), "agent_x")));
        await RefusedAsync(altered, house.Sign(signed));
    }

    [Fact]
    public async Task refuses_what_is_not_signed() => await RefusedAsync(Encoding.UTF8.GetBytes(Call("call_started", Fresh("call"), "agent_x")), null);

    [Fact]
    public async Task refuses_what_another_key_signed()
    {
        var body = Encoding.UTF8.GetBytes(Call("call_started", Fresh("call"), "agent_x"));
        await RefusedAsync(body, house.Sign(body, key: "key_of_somebody_else"));
    }

    [Theory, InlineData(-301), InlineData(301)]
    public async Task refuses_what_was_signed_more_than_five_minutes_away(int seconds)
    {
        var body = Encoding.UTF8.GetBytes(Call("call_started", Fresh("call"), "agent_x"));
        await RefusedAsync(body, house.Sign(body, DateTimeOffset.UtcNow.AddSeconds(seconds)));
    }

    [Theory, InlineData(""), InlineData("v=1,d=2"), InlineData("nonsense"), InlineData("v=1764000000000,d=")]
    public async Task refuses_a_signature_that_is_none(string signature) =>
        await RefusedAsync(Encoding.UTF8.GetBytes(Call("call_started", Fresh("call"), "agent_x")), signature);

    async Task RefusedAsync(byte[] body, string? signature)
    {
        var answer = await house.PostAsync(body, signature);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers["Content-Type"].ShouldStartWith("application/problem+json");
        answer.Text.ShouldContain("signature");
        (await house.KeptAsync(body)).ShouldBe([new(Verdict.BadSignature, null, null, null, null, null, null, body.Length, null, null)]);
    }

    [Fact]
    public async Task refuses_more_than_ten_megabytes()
    {
        var body = new byte[Webhook.LargestBody + 1];
        var answer = await house.PostAsync(body, house.Sign(body));
        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        answer.Headers["Content-Type"].ShouldStartWith("application/problem+json");
        (await house.KeptAsync(body)).ShouldBeEmpty();
    }

    [Fact]
    public async Task takes_ten_megabytes()
    {
        var body = new byte[Webhook.LargestBody];
        Array.Fill(body, (byte)' ');
        (await house.PostAsync(body, house.Sign(body))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await house.KeptAsync(body)).Single().Size.ShouldBe(body.Length);
    }

    [Fact]
    public async Task keeps_what_is_signed_even_when_it_is_no_json()
    {
        var body = $"{{not json {Guid.NewGuid()}";
        (await house.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        var kept = (await house.KeptAsync(Encoding.UTF8.GetBytes(body))).Single();
        (kept.Verdict, kept.Event, kept.CallId).ShouldBe((Verdict.Malformed, null, null));
        kept.Body.ShouldBe(Encoding.UTF8.GetBytes(body));
        await House.Eventually(async () => await CountedAsync(Verdict.Malformed) > 0, "it is counted");
    }

    [Fact]
    public async Task keeps_an_event_that_nobody_knows_and_makes_nothing_of_it()
    {
        var body = Call("call_pondered", Fresh("call"), await AgentOfSomebodyAsync());
        (await house.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        await House.Eventually(async () => await house.VerdictAsync(body) == Verdict.Ignored, "the event is known to be of no use");
    }

    [Fact]
    public async Task keeps_a_call_of_an_agent_that_nobody_has_until_somebody_connects_it()
    {
        using var owner = await house.OwnerAsync();
        var (agent, call) = (Fresh("agent"), Fresh("call"));
        var (started, ended) = (Call("call_started", call, agent), Call("call_ended", call, agent, ""","disconnection_reason":"user_hangup","end_timestamp":1764000042456"""));
        foreach (var body in new[] { started, ended }) (await house.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        foreach (var body in new[] { started, ended }) await House.Eventually(async () => await house.VerdictAsync(body) == Verdict.UnknownAgent, "the delivery is set aside");
        (await owner.GetAsync($"/calls/{call}")).Status.ShouldBe(HttpStatusCode.NotFound);

        await house.PublishAsync(new AgentLinked(agent, "Reyes Dental front desk"), await house.TenantOfAsync(owner));

        foreach (var body in new[] { started, ended }) await House.Eventually(async () => await house.VerdictAsync(body) == Verdict.Applied, "the delivery is applied");
        var page = await owner.GetAsync($"/calls/{call}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Words.ShouldContain("+1 415 555 0142");
        page.Words.ShouldContain("Reyes Dental front desk");
    }

    [Fact]
    public async Task takes_the_same_again_for_a_duplicate_and_another_body_for_a_second_version()
    {
        var (agent, call) = (await AgentOfSomebodyAsync(), Fresh("call"));
        var (first, second) = (Call("call_ended", call, agent), Call("call_ended", call, agent, ""","duration_ms":1000"""));
        for (var i = 0; i < 3; i++) (await house.PostSignedAsync(first)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await house.PostSignedAsync(second)).Status.ShouldBe(HttpStatusCode.NoContent);
        await House.Eventually(async () => await house.VerdictAsync(second) == Verdict.Applied, "the second version is applied");
        await House.Eventually(async () => (await house.KeptAsync(Encoding.UTF8.GetBytes(first)))[0].Verdict == Verdict.Applied, "the first one is applied");
        var kept = await house.KeptAsync(Encoding.UTF8.GetBytes(first));
        kept.Select(x => x.Verdict).ShouldBe([Verdict.Applied, Verdict.Duplicate, Verdict.Duplicate]);
        kept.Skip(1).ShouldAllBe(x => x.Body == null);
    }

    [Fact]
    public async Task keeps_every_live_transcript_since_each_replaces_the_one_before()
    {
        var (agent, call) = (await AgentOfSomebodyAsync(), Fresh("call"));
        var body = Call("transcript_updated", call, agent, ""","transcript":"Agent: Hello.\n" """);
        for (var i = 0; i < 2; i++) (await house.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        await House.Eventually(async () => (await house.KeptAsync(Encoding.UTF8.GetBytes(body))) is [{ Verdict: Verdict.Applied }, { Verdict: Verdict.Applied }], "both are applied");
    }

    [Fact]
    public async Task shows_words_that_no_database_could_hold()
    {
        using var owner = await house.OwnerAsync();
        var (agent, call) = (Fresh("agent"), Fresh("call"));
        await house.PublishAsync(new AgentLinked(agent, "Front desk"), await house.TenantOfAsync(owner));
        var body = Call("call_ended", call, agent, ""","transcript_object":[{"role":"user","content":"before \u0000 between \ud800 after"}]""");
        (await house.PostSignedAsync(body)).Status.ShouldBe(HttpStatusCode.NoContent);
        await House.Eventually(async () => await house.VerdictAsync(body) == Verdict.Applied, "the call is applied");
        (await owner.GetAsync($"/calls/{call}")).Words.ShouldContain("before \uFFFD between \uFFFD after");
        (await house.KeptAsync(Encoding.UTF8.GetBytes(body))).Single().Body.ShouldBe(Encoding.UTF8.GetBytes(body));
    }

    async Task<string> AgentOfSomebodyAsync()
    {
        using var owner = await house.OwnerAsync();
        var agent = Fresh("agent");
        await house.PublishAsync(new AgentLinked(agent, "Front desk"), await house.TenantOfAsync(owner));
        return agent;
    }

    async Task<double> CountedAsync(string verdict)
    {
        using var operations = house.Stranger();
        var line = (await operations.GetAsync("/metrics")).Text.Split('\n').SingleOrDefault(x => x.StartsWith("switchhook_webhooks_deliveries", StringComparison.Ordinal) && x.Contains($"verdict=\"{verdict}\"", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
