using System.Net;
using Shouldly;
using Switchhook.Calls.List;
using Switchhook.Leads.Inbox;
using Xunit;

namespace Switchhook.Scenarios;

/// <summary>
/// Deliveries that say less, come late, or say something else than the one before: what the owner sees of the call and of its lead.
/// </summary>
public class Late_or_repeated_deliveries(AppFixture site)
{
    static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    static string Told(string name, string? agent, string call, string more) =>
        $$"""{"event":"{{name}}","call":{"call_id":"{{call}}","agent_id":"{{agent}}","call_type":"phone_call","direction":"inbound",{{more}} } }""";

    static string At(DateTimeOffset at) =>
        $"\"start_timestamp\":{at.ToUnixTimeMilliseconds()},\"end_timestamp\":{at.AddMinutes(2).ToUnixTimeMilliseconds()}";

    static string Analysis(string summary, string name = "Rosa Quiet", string lead = "true") =>
        $$"""  "call_analysis":{"call_summary":"{{summary}}","user_sentiment":"Neutral","custom_analysis_data":{"caller_name":"{{name}}","is_lead":{{lead}}} } """;

    async Task<(BrowserSession Owner, string Tenant, string Agent)> OwnerAsync()
    {
        var owner = await site.OwnerWithAgentAsync();
        return (owner, await site.TenantOfAsync(owner), (await site.AgentOfAsync(owner)).RetellAgentId!);
    }

    static string NewCall() => $"call_{Guid.NewGuid():N}";

    async Task<LeadList> LeadSayingAsync(string tenant, string call, string reason)
    {
        LeadList? lead = null;
        await AppFixture.Eventually(
            async () => (lead = await site.LeadOfAsync(tenant, call))?.Reason == reason,
            $"the lead says: {reason}"
        );
        return lead!;
    }

    [Fact]
    public async Task a_second_analysis_is_what_the_call_its_search_and_its_lead_say()
    {
        var (owner, tenant, agent) = await OwnerAsync();
        using var _ = owner;
        var (call, number) = (NewCall(), $"\"from_number\":\"{LeadsOf.NewNumber()}\",{At(Noon)}");
        await site.PostSignedAsync(Told("call_analyzed", agent, call, $"{number},{Analysis("Asked about periwinkles.")}"));
        await LeadSayingAsync(tenant, call, "Asked about periwinkles.");
        await site.PostSignedAsync(Told("call_analyzed", agent, call, $"{number},{Analysis("Asked about marigolds.", "Rosa Loud")}"));
        (await LeadSayingAsync(tenant, call, "Asked about marigolds.")).ShouldSatisfyAllConditions(
            x => x.Name.ShouldBe("Rosa Loud"),
            x => x.NeedsAttention.ShouldBeTrue()
        );

        var page = await owner.GetAsync($"/calls/{call}");
        page.Words.ShouldContain("Asked about marigolds.");
        page.Words.ShouldNotContain("periwinkles");
        (await owner.GetAsync("/calls?q=marigolds")).Text.ShouldContain(call);
        (await owner.GetAsync("/calls?q=periwinkles")).Text.ShouldNotContain(call);
        (await owner.GetAsync($"/calls/{call}?tab=timeline")).Words.ShouldContain("Call analysed again");
        var lead = (await site.LeadOfAsync(tenant, call))!;
        (await owner.GetAsync($"/leads/{lead.IdOf()}")).Words.ShouldContain("Call analyzed again.");

        await site.PostSignedAsync(Told("call_analyzed", agent, call, $"{number},{Analysis("Asked about thistles.", lead: "false")}"));
        await AppFixture.Eventually(
            async () => (await site.LeadOfAsync(tenant, call))?.IsGone == true,
            "no rule makes a lead of it by now"
        );
    }

    [Fact]
    public async Task what_people_wrote_stands_over_a_second_analysis()
    {
        var (owner, tenant, agent) = await OwnerAsync();
        using var _ = owner;
        var (call, number) = (NewCall(), $"\"from_number\":\"{LeadsOf.NewNumber()}\",{At(Noon)}");
        await site.PostSignedAsync(Told("call_analyzed", agent, call, $"{number},{Analysis("First.")}"));
        var lead = await LeadSayingAsync(tenant, call, "First.");
        await owner.SubmitAsync(
            await owner.GetAsync($"/leads/{lead.IdOf()}"),
            "form[action*='handler=Edit']",
            ("fields[Name]", "Rosa Written")
        );
        await site.PostSignedAsync(Told("call_analyzed", agent, call, $"{number},{Analysis("Second.", "Rosa Loud")}"));
        (await LeadSayingAsync(tenant, call, "Second.")).Name.ShouldBe("Rosa Written");
    }

    [Fact]
    public async Task a_call_from_before_it_was_done_leaves_a_lead_done_and_its_newer_words()
    {
        var (owner, tenant, agent) = await OwnerAsync();
        using var _ = owner;
        var (today, yesterday, number) = (NewCall(), NewCall(), $"\"from_number\":\"{LeadsOf.NewNumber()}\"");
        await site.PostSignedAsync(Told("call_analyzed", agent, today, $"{number},{At(Noon)},{Analysis("Today's words.")}"));
        await LeadSayingAsync(tenant, today, "Today's words.");
        var inbox = await owner.GetAsync("/leads");
        await owner.SubmitAsync(
            inbox,
            "#work",
            ("lead", inbox.Find("input[name=lead]").GetAttribute("value")!),
            ("work", "Done"),
            ("outcome", "NoAnswer")
        );
        await site.PostSignedAsync(
            Told("call_analyzed", agent, yesterday, $"{number},{At(Noon.AddDays(-1))},{Analysis("Yesterday's words.", "Rosa Early")}")
        );
        await AppFixture.Eventually(async () => await site.LeadOfAsync(tenant, yesterday) is not null, "yesterday's call has joined");
        (await site.LeadOfAsync(tenant, yesterday))!.ShouldSatisfyAllConditions(
            x => x.Reason.ShouldBe("Today's words."),
            x => x.Name.ShouldBe("Rosa Quiet"),
            x => x.NeedsAttention.ShouldBeFalse(),
            x => x.Lead.Facts.Calls.Count.ShouldBe(2)
        );
    }

    [Fact]
    public async Task an_analysis_without_the_number_leaves_the_caller_known()
    {
        var (owner, tenant, agent) = await OwnerAsync();
        using var _ = owner;
        var (call, number) = (NewCall(), LeadsOf.NewNumber());
        await site.PostSignedAsync(Told("call_analyzed", agent, call, Analysis("Came first.")));
        (await LeadSayingAsync(tenant, call, "Came first.")).Number.ShouldBeNull();
        await site.PostSignedAsync(
            Told(
                "call_started",
                agent,
                call,
                $"\"from_number\":\"{number}\",\"to_number\":\"+14155550100\",\"start_timestamp\":\"{Noon:O}\""
            )
        );
        await AppFixture.Eventually(async () => (await site.LeadOfAsync(tenant, call))?.Number == number, "the lead has the number");
        await site.PostSignedAsync(
            Told("call_analyzed", agent, call, $"\"from_number\":\"\",\"duration_ms\":\"61000\",{Analysis("Came last.")}")
        );
        (await LeadSayingAsync(tenant, call, "Came last.")).ShouldSatisfyAllConditions(
            x => x.Number.ShouldBe(number),
            x => x.LastCallAt.ShouldBe(Noon)
        );
        (await owner.GetAsync($"/calls/{call}")).Words.ShouldContain("1:01");
    }

    [Fact]
    public async Task a_call_whose_end_never_comes_is_not_shown_as_going_on_for_ever()
    {
        var (owner, tenant, agent) = await OwnerAsync();
        using var _1 = owner;
        var (lost, going) = (NewCall(), NewCall());
        await site.PostSignedAsync(
            Told("call_started", agent, lost, $"\"start_timestamp\":{DateTimeOffset.UtcNow.AddHours(-3).ToUnixTimeMilliseconds()}")
        );
        await site.PostSignedAsync(
            Told("call_started", agent, going, $"\"start_timestamp\":{DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeMilliseconds()}")
        );
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/calls")).Document.QuerySelectorAll("#calls tbody tr").Length == 2,
            "both are there"
        );

        var list = await owner.GetAsync("/calls");
        list.Find($"tr[id={lost}]").TextContent.ShouldContain("End not received");
        list.Document.QuerySelector($"tr[id={lost}] [data-clock]").ShouldBeNull();
        list.Find($"tr[id={going}] [data-clock]");
        var page = await owner.GetAsync($"/calls/{lost}");
        page.Words.ShouldContain("Retell never told us that this call ended.");
        page.Document.QuerySelector(".page-head [data-clock]").ShouldBeNull();
        page.Words.ShouldNotContain("Listening");
        (await owner.GetAsync($"/calls/{going}")).Find(".page-head [data-clock]");

        (await owner.GetAsync("/calls?outcome=in_call")).Document.QuerySelectorAll("#calls tbody tr").Select(x => x.Id).ShouldBe([going]);
        (await owner.GetAsync("/calls?outcome=no_end")).Document.QuerySelectorAll("#calls tbody tr").Select(x => x.Id).ShouldBe([lost]);
        await using (var reading = site.Reading(tenant))
            await foreach (var row in new ExportedCalls(reading, TimeProvider.System).RowsAsync(TestContext.Current.CancellationToken))
                row["outcome"].ShouldBe((string)row["id"]! == lost ? "no_end" : "in_call");
        await site.PostSignedAsync(Told("call_ended", agent, lost, "\"disconnection_reason\":\"user_hangup\""));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync($"/calls/{lost}")).Words.Contains("Caller hung up", StringComparison.Ordinal),
            "the end came after all"
        );
    }

    /// <summary>What no page, index or sum could hold.</summary>
    [Fact]
    public async Task a_body_out_of_all_bounds_is_kept_within_them()
    {
        var (owner, _, agent) = await OwnerAsync();
        using var _1 = owner;
        var (call, much) = (NewCall(), string.Concat(Enumerable.Range(0, 3_000).Select(i => (char)('a' + i * 7919 % 26))));
        await site.PostSignedAsync(
            Told(
                "call_analyzed",
                agent,
                call,
                $$$"""
                "from_number":"{{{much}}}","start_timestamp":{{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}},"disconnection_reason":"{{{much}}}","call_cost":{"combined_cost":79000000000000000000000000000},
                "call_analysis":{"call_summary":"Out of bounds.","user_sentiment":"{{{much}}}","custom_analysis_data":{"{{{much}}}":"{{{much}}}"} }
                """
            )
        );
        await AppFixture.Eventually(async () => (await owner.GetAsync($"/calls/{call}")).Status == HttpStatusCode.OK, "the call is there");
        foreach (
            var page in (string[])
                [
                    "/",
                    "/calls",
                    $"/calls/{call}",
                    $"/calls/{call}?tab=data",
                    $"/calls/{call}?tab=cost",
                    "/calls?handler=Export",
                    $"/calls?sentiment={much}&outcome={much}&length={much}&period={much}&after={much}",
                ]
        )
            (await owner.GetAsync(page)).Status.ShouldBe(HttpStatusCode.OK, page);
    }
}
