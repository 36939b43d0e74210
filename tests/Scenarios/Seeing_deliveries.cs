using System.Net;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class Seeing_deliveries(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    [Fact]
    public async Task shows_the_owner_what_became_of_each()
    {
        var page = await them.Ana.GetAsync("/webhooks");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.QuerySelectorAll("#deliveries tbody tr td .dot").Select(x => x.TextContent).Distinct().ShouldContain("Applied");
        page.Document.QuerySelector("figure.strip svg").ShouldNotBeNull();
        page.Words.ShouldNotContain("Nothing valid has arrived");
        page.Document.QuerySelector(".sidebar a[href='/webhooks']").ShouldNotBeNull();

        var delivery = await them.Ana.GetAsync($"/webhooks/{them.Delivery}");
        delivery.Words.ShouldContain("Call analyzed");
        delivery.Find($"a[href='/calls/{them.Call}?tab=timeline']").TextContent.ShouldBe("Call analyzed");
        var payload = delivery.Find("details pre").TextContent;
        payload.ShouldContain($"\"call_id\": \"{them.Call}\"");
        payload.ShouldContain("\"recording_url\": \"withheld");
        delivery.Text.ShouldNotContain("/sandbox/retell");
        (await them.Ana.GetAsync($"/calls/{them.Call}?tab=raw"))
            .Find($"[hx-get='/webhooks?call={them.Call}&handler=OfCall']")
            .ShouldNotBeNull();
        (await them.Ana.GetAsync($"/webhooks?call={them.Call}&handler=OfCall"))
            .Document.QuerySelectorAll("tbody tr")
            .Length.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task tells_on_the_agent_s_page_whether_they_arrive()
    {
        (await them.Ana.GetAsync("/agent")).Find("#pulse").GetAttribute("hx-get").ShouldBe("/calls/of-agent");
        var pulse = await them.Ana.GetAsync("/calls/of-agent");
        pulse.Words.ShouldSatisfyAllConditions(
            x => x.ShouldContain("1 call"),
            x => x.ShouldContain("Healthy"),
            x => x.ShouldContain("0 failed")
        );
        pulse.Document.QuerySelectorAll("svg .bar").Length.ShouldBe(7);
        (await them.Bob.GetAsync("/calls/of-agent")).Words.ShouldContain("Nothing has come yet");
    }

    [Fact]
    public async Task filters_by_status_event_and_time_and_goes_on_below()
    {
        (await RowsAsync("/webhooks?verdict=failed")).ShouldBeEmpty();
        (await RowsAsync("/webhooks?event=call_analyzed")).Count.ShouldBe(1);
        (await RowsAsync("/webhooks?event=call_analyzed&verdict=applied&period=hour")).Count.ShouldBe(1);
        (await RowsAsync("/webhooks?verdict=nonsense&period=ever")).Count.ShouldBeGreaterThan(3);

        using var owner = await site.OwnerWithAgentAsync();
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        var call = $"call_{Guid.NewGuid():N}";
        for (var i = 0; i < 60; i++)
            (
                await site.PostSignedAsync(
                    $$$"""{"event":"transcript_updated","call":{"call_id":"{{{call}}}","agent_id":"{{{agent}}}","turn":{{{i}}}}}"""
                )
            ).Status.ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(
            async () => (await site.TenantsDeliveriesAsync(await site.TenantOfAsync(owner))) == 60,
            "all are told to the owner"
        );
        var first = await owner.GetAsync("/webhooks");
        var second = await owner.GetAsync(first.Find("a[rel=next]").GetAttribute("href")!);
        var ids = first
            .Document.QuerySelectorAll("tbody tr[id^=d-]")
            .Concat(second.Document.QuerySelectorAll("tbody tr[id^=d-]"))
            .Select(x => x.Id)
            .ToList();
        (ids.Count, ids.Distinct().Count()).ShouldBe((60, 60));
        (await owner.GetAsync(second.Find("a[rel=prev]").GetAttribute("href")!))
            .Document.QuerySelectorAll("tbody tr[id^=d-]")
            .Select(x => x.Id)
            .ShouldBe(ids.Take(50));
    }

    [Fact]
    public async Task tells_others_nothing()
    {
        foreach (
            var path in new[]
            {
                "/webhooks",
                $"/webhooks?call={them.Call}",
                $"/webhooks?call={them.Call}&handler=OfCall",
                $"/webhooks?call={them.Call}&handler=List",
            }
        )
            (await them.Bob.GetAsync(path)).Document.QuerySelectorAll("tbody tr[id^=d-]").ShouldBeEmpty(path);
        (await them.Bob.GetAsync($"/webhooks/{them.Delivery}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await them.Bob.ForgeAsync(HttpMethod.Post, $"/webhooks/{them.Delivery}?handler=Reprocess")).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        foreach (var path in new[] { "/admin/webhooks", $"/admin/webhooks/{them.Delivery}" })
            (await them.Ana.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task understands_one_again_and_changes_nothing()
    {
        var before = await them.EventsOfAnaAsync();
        for (var again = 0; again < 2; again++)
        {
            await them.Ana.SubmitAsync(await them.Ana.GetAsync($"/webhooks/{them.Delivery}"), "form[action*=Reprocess]");
            await AppFixture.Eventually(
                async () => (await them.Ana.GetAsync($"/webhooks/{them.Delivery}")).Find(".page-head .dot").TextContent == "Applied",
                "it is understood"
            );
        }
        (await them.EventsOfAnaAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task understands_all_that_failed_once_more_and_says_first_how_many()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var (tenant, agent, call) = (
            await site.TenantOfAsync(owner),
            (await site.AgentOfAsync(owner)).RetellAgentId,
            $"call_{Guid.NewGuid():N}"
        );
        foreach (var name in new[] { "call_started", "call_ended", "call_analyzed" })
            await site.PostSignedAsync(
                $$$"""{"event":"{{{name}}}","call":{"call_id":"{{{call}}}","agent_id":"{{{agent}}}","call_status":"ended"}}"""
            );
        await AppFixture.Eventually(async () => await site.TenantsDeliveriesAsync(tenant) == 3, "all are told to the owner");
        await TellAsync(
            $"update calls.deliveries set verdict = 'failed', reason = 'Told by a test' where call_id = '{call}' and event <> "
                + "'call_started'"
        );

        var page = await owner.GetAsync("/webhooks");
        page.Words.ShouldContain("2 deliveries have failed since");
        page.Find("form[action*=ReprocessFailed] button").TextContent.Trim().ShouldBe("Reprocess 2");
        (await owner.GetAsync("/webhooks?verdict=failed")).Document.QuerySelectorAll("tbody tr[id^=d-]").Length.ShouldBe(2);
        await owner.SubmitAsync(page, "form[action*=ReprocessFailed]");
        await AppFixture.Eventually(async () => await site.TenantsDeliveriesAsync(tenant, "applied") == 3, "they are applied");
        (await owner.GetAsync("/webhooks")).Words.ShouldNotContain("failed since");
    }

    [Fact]
    public async Task shows_the_operator_everybodys_and_nobodys_but_not_what_callers_said()
    {
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var stray =
            $$$"""{"event":"call_started","call":{"call_id":"call_{{{Guid.NewGuid():N}}}","agent_id":"agent_{{{Guid.NewGuid():N}}}"}}""";
        await site.PostSignedAsync(stray);
        await AppFixture.Eventually(async () => await site.StatusAsync(stray) == "unknown_agent", "it is set aside");
        await site.PostAsync([1, 2, 3], null);

        var page = await admin.GetAsync("/admin/webhooks?verdict=unknown_agent");
        page.Find(".tile .figure").TextContent.ShouldNotBe("0");
        var own = await admin.GetAsync(page.Find("tbody tr[id^=d-] a.row-link").GetAttribute("href")!);
        own.Find("details pre").TextContent.ShouldContain("\"agent_id\"");
        (await admin.GetAsync("/admin/webhooks?verdict=bad_signature")).Document.QuerySelectorAll("tbody tr[id^=d-]").ShouldNotBeEmpty();
        var anas = await admin.GetAsync($"/admin/webhooks/{them.Delivery}");
        anas.Words.ShouldContain("It belongs to an owner, and is shown to them alone.");
        anas.Document.QuerySelector("details pre").ShouldBeNull();
        anas.Find($"a[href^='/audit/{them.Tenant}/call/{them.Call}']").ShouldNotBeNull();
    }

    [Fact]
    public async Task tells_health_nothing_of_anybody()
    {
        await site.Get<Switchhook.Calls.Deliveries.WebhookMonitor>().RefreshAsync(CancellationToken.None);
        using var anybody = site.Anonymous();
        (await anybody.GetAsync("/health/ready")).Text.ShouldNotContain(them.Call);
    }

    async Task<IReadOnlyList<string>> RowsAsync(string path) =>
        [.. (await them.Ana.GetAsync(path)).Document.QuerySelectorAll("#deliveries tbody tr[id^=d-]").Select(x => x.Id!)];

    async Task TellAsync(string sql)
    {
        await using var command = site.Database(DatabaseRole.Worker).CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
