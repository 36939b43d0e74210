using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.Contracts;
using Xunit;
using static Switchhook.Scenarios.LeadsOf;

namespace Switchhook.Scenarios;

public class Blocking_callers(AppFixture site)
{
    [Fact]
    public async Task turns_them_away_before_they_cost_anything_and_lets_them_in_again()
    {
        using var ana = await site.OwnerWithAgentAsync();
        var (tenant, agent, desk) = (await site.TenantOfAsync(ana), await site.AgentOfAsync(ana), new RetellDashboard(site));
        var number = NewNumber();
        (await AsksAsync(desk, agent.Number!)).ShouldBeNull("while nobody is blocked, nobody waits for us");

        var lead = await site.CapturedAsync(tenant, Call(number, fields: ("callback_number", "+14155550123")));
        await ana.SubmitAsync(await ana.GetAsync($"/leads/{lead.IdOf()}"), "form[action*='handler=Block']");
        await AppFixture.Eventually(
            async () => await AsksAsync(desk, agent.Number!) == site.Get<RetellSettings>().InboundUrl,
            "Retell asks before it lets a call through"
        );
        (await CallAsync(desk, agent.RetellAgentId!, number)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await CallAsync(desk, agent.RetellAgentId!, "+14155550123")).ShouldBe(
            HttpStatusCode.UnprocessableEntity,
            "the number that was left is the same person's"
        );
        (await CallAsync(desk, agent.RetellAgentId!, NewNumber())).ShouldBe(HttpStatusCode.Created);
        await AppFixture.Eventually(
            async () =>
                (await ana.GetAsync("/leads/blocked"))
                    .Document.QuerySelectorAll("td[data-label='Turned away']")
                    .All(x => x.TextContent.TrimStart().StartsWith('1')),
            "each was counted"
        );
        (await ana.GetAsync("/leads")).Words.ShouldNotContain(number);

        await ana.SubmitAsync(await ana.GetAsync($"/leads/{lead.IdOf()}"), "form[action*='handler=Unblock']");
        await AppFixture.Eventually(async () => await AsksAsync(desk, agent.Number!) is null, "Retell asks no more");
        (await CallAsync(desk, agent.RetellAgentId!, number)).ShouldBe(HttpStatusCode.Created);
        (await site.LeadAsync(tenant, lead.IdOf())).NeedsAttention.ShouldBeTrue();
    }

    [Fact]
    public async Task concerns_the_owner_s_own_number_alone()
    {
        using var ana = await site.OwnerWithAgentAsync();
        using var bob = await site.OwnerWithAgentAsync();
        var (anas, bobs) = (await site.AgentOfAsync(ana), await site.AgentOfAsync(bob));
        var number = NewNumber();
        await ana.SubmitAsync(await ana.GetAsync("/leads/blocked"), "main form[action*=Block]", ("Number", number));
        await AppFixture.Eventually(
            async () => (await AskAsync(Asked(anas.RetellAgentId, number, anas.Number!))).Reject,
            "the caller is turned away"
        );
        (await AskAsync(Asked(bobs.RetellAgentId, number, bobs.Number!))).Reject.ShouldBeFalse();
        (await AskAsync(Asked(null, number, anas.Number!))).Reject.ShouldBeTrue("a paused agent's number names no agent");
        (await AskAsync(Asked(null, number, "+14155559999"))).Reject.ShouldBeFalse();

        var caller = (await ana.GetAsync("/leads/blocked")).Find("input[name=caller]").GetAttribute("value")!;
        (await bob.ForgeAsync(HttpMethod.Post, "/leads/blocked?handler=Unblock", ("caller", caller))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await AskAsync(Asked(anas.RetellAgentId, number, anas.Number!))).Reject.ShouldBeTrue();
    }

    [Fact]
    public async Task knows_a_blocked_number_however_the_carrier_writes_it()
    {
        using var ana = await site.OwnerWithAgentAsync();
        var (agent, number) = (await site.AgentOfAsync(ana), NewNumber());
        await ana.SubmitAsync(
            await ana.GetAsync("/leads/blocked"),
            "main form[action*=Block]",
            ("Number", $"+1 ({number[2..5]}) {number[5..8]}-{number[8..]}")
        );
        await AppFixture.Eventually(
            async () => (await AskAsync(Asked(agent.RetellAgentId, number, agent.Number!))).Reject,
            "the caller is turned away"
        );
        foreach (
            var caller in new[]
            {
                number[1..],
                number[2..],
                $"sip:{number}@pbx.example;user=phone",
                $"<sip:{number[1..]}@10.0.0.7:5060>",
                $"tel:{number}",
                $"{number};ext=7",
            }
        )
            (await AskAsync(Asked(agent.RetellAgentId, caller, agent.Number!))).Reject.ShouldBeTrue(caller);
        (await AskAsync(Asked(null, number[1..], $"sip:{agent.Number}@pbx.example"))).Reject.ShouldBeTrue(
            "the number that was dialled is read alike"
        );
        foreach (var caller in new[] { "+266696687", "anonymous", "sip:anonymous@anonymous.invalid", NewNumber() })
            (await AskAsync(Asked(agent.RetellAgentId, caller, agent.Number!))).Reject.ShouldBeFalse(caller);
        await AppFixture.Eventually(
            async () => (await ana.GetAsync("/leads/blocked")).Find("td[data-label='Turned away']").TextContent.TrimStart().StartsWith('8'),
            "each was counted"
        );
    }

    [Fact]
    public async Task leaves_the_question_to_whom_an_owner_has_it_asked()
    {
        using var ana = await site.OwnerWithAgentAsync();
        var (agent, desk) = (await site.AgentOfAsync(ana), new RetellDashboard(site));
        await desk.AskAsync(
            HttpMethod.Patch,
            $"/update-phone-number/{agent.Number}",
            new { inbound_webhook_url = "https://example.com/asks" }
        );
        await ana.SubmitAsync(await ana.GetAsync("/leads/blocked"), "main form[action*=Block]", ("Number", NewNumber()));
        await AppFixture.Eventually(
            async () => (await ana.GetAsync("/leads/blocked")).Words.Contains("still get through", StringComparison.Ordinal),
            "the owner is told"
        );
        (await AsksAsync(desk, agent.Number!)).ShouldBe("https://example.com/asks");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task is_done_from_the_page_of_their_call_whether_it_made_a_lead_or_not(bool isLead)
    {
        const string Form = "#block form";
        using var ana = await site.OwnerWithAgentAsync();
        using var bob = await site.OwnerAsync();
        var (agent, number) = (await site.AgentOfAsync(ana), NewNumber());
        var (call, other) = (await site.AnalysedAsync(ana, isLead, number), await site.AnalysedAsync(ana, isLead));
        Answer page = null!;
        await AppFixture.Eventually(
            async () =>
                (page = await ana.GetAsync($"/calls/{call}")).Document.QuerySelector(".page-head a[href^='/leads/']") is not null == isLead,
            "the call was read for leads"
        );

        (await ana.SubmitAsync(page, Form)).Status.ShouldBe(HttpStatusCode.OK);
        await AppFixture.Eventually(
            async () => (await AskAsync(Asked(agent.RetellAgentId, number, agent.Number!))).Reject,
            "the caller is turned away"
        );
        var shown = await ana.GetAsync($"/calls/{call}");
        shown.Document.QuerySelector(Form).ShouldBeNull();
        shown.Find(".page-head a[href='/leads/blocked']").TextContent.ShouldContain("Blocked");
        (await ana.GetAsync($"/calls/{other}")).Find(Form).ShouldNotBeNull();
        if (isLead)
            (await site.LeadOfAsync(await site.TenantOfAsync(ana), call)).ShouldNotBeNull().NeedsAttention.ShouldBeFalse();
        (await bob.GetAsync("/leads/blocked")).Words.ShouldContain("Nobody is blocked");
    }

    [Fact]
    public async Task hears_nobody_without_retells_signature()
    {
        var body = Asked("agent_x", NewNumber(), "+14155550100");
        (await PostAsync(body, null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(body, site.Sign(body, key: "another"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(body, site.Sign(body, DateTimeOffset.UtcNow.AddMinutes(-6)))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var garbage = Encoding.UTF8.GetBytes("""{"event":"call_inbound","call_inbound":{"from_number":7}}""");
        (await PostAsync(garbage, site.Sign(garbage))).Text.ShouldBe("""{"call_inbound":{}}""");
    }

    static byte[] Asked(string? agent, string from, string to)
    {
        var call = new JsonObject
        {
            ["from_number"] = from,
            ["to_number"] = to,
            ["call_id"] = $"call_{Guid.NewGuid():N}",
        };
        if (agent is not null)
            call["agent_id"] = agent;
        return Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["event"] = "call_inbound",
                ["event_timestamp"] = 1,
                ["call_inbound"] = call,
            }.ToJsonString()
        );
    }

    async Task<(bool Reject, string Text)> AskAsync(byte[] body)
    {
        var answer = await PostAsync(body, site.Sign(body));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return (JsonNode.Parse(answer.Text)!["call_inbound"]!["reject"]?.GetValue<bool>() == true, answer.Text);
    }

    async Task<Answer> PostAsync(byte[] body, string? signature)
    {
        using var retell = site.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/retell/inbound") { Content = new ByteArrayContent(body) };
        if (signature is not null)
            request.Headers.TryAddWithoutValidation("X-Retell-Signature", signature);
        return await retell.SendAsync(request);
    }

    static async Task<string?> AsksAsync(RetellDashboard desk, string number) =>
        (string?)(await desk.GetAsync($"/get-phone-number/{number}"))["inbound_webhook_url"];

    static async Task<HttpStatusCode> CallAsync(RetellDashboard desk, string agent, string from) =>
        (
            await desk.AskAsync(
                HttpMethod.Post,
                "/simulate-call",
                new
                {
                    agent_id = agent,
                    scenario = "booking",
                    from_number = from,
                }
            )
        ).Status;
}
