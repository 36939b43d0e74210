using System.Net;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Exporting_calls(AppFixture site, TwoOwnersFixture them) : IClassFixture<TwoOwnersFixture>
{
    [Fact]
    public async Task says_the_count_first_and_gives_that_many()
    {
        var page = await them.Ana.GetAsync("/calls");
        var export = page.Find("a[href*='handler=Export']");
        export.TextContent.ShouldContain("Export 1 call");
        var file = await them.Ana.GetAsync(export.GetAttribute("href")!);
        file.Status.ShouldBe(HttpStatusCode.OK);
        file.Headers["Content-Type"].ShouldBe("text/csv; charset=utf-8");
        file.Headers["Content-Disposition"].ShouldStartWith("attachment; filename=\"calls-");
        var lines = file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].TrimStart('\uFEFF').ShouldStartWith("call_id,started_at,caller_name");
        lines[1].ShouldStartWith(them.Call);
        lines[1].ShouldContain(",+1");
    }

    [Fact]
    public async Task takes_only_what_the_view_shows()
    {
        var file = await them.Ana.GetAsync("/calls?handler=Export&outcome=spam");
        file.Text.ShouldNotContain(them.Call);
        (await them.Ana.GetAsync("/calls?handler=Export&q=xylophone")).Text.ShouldNotContain(them.Call);
    }

    [Fact]
    public async Task gives_others_nothing_of_it() => them.MarksIn(await them.Bob.GetAsync("/calls?handler=Export"), "").ShouldBeEmpty();

    [Fact]
    public async Task never_lets_a_caller_write_a_formula()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        var id = "call_" + Guid.NewGuid().ToString("N");
        await site.PostSignedAsync(
            $$$"""{"event":"call_analyzed","call":{"call_id":"{{{id}}}","agent_id":"{{{agent}}}","call_type":"phone_call","from_number":"+14155550142","direction":"inbound","start_timestamp":1764000000000,"call_analysis":{"call_summary":"=HYPERLINK(\"http://evil.example\",\"x\")","user_sentiment":"Neutral","custom_analysis_data":{"caller_name":"@SUM(1)\n=2"} } } }"""
        );
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/calls")).Text.Contains(id, StringComparison.Ordinal),
            "the call is listed"
        );
        var sheet = (await owner.GetAsync("/calls?handler=Export")).Text;
        sheet.ShouldContain("\"'@SUM(1)\n=2\"");
        sheet.ShouldContain("\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\"");
    }

    [Fact]
    public async Task goes_through_more_calls_than_a_page_holds()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        for (var i = 0; i < 60; i++)
            await site.PostSignedAsync(
                $$$"""{"event":"call_ended","call":{"call_id":"call_{{{i}}}_{{{Guid.NewGuid():N}}}","agent_id":"{{{agent}}}","call_type":"phone_call","from_number":"+1415555{{{1000 + i}}}","direction":"inbound","start_timestamp":{{{1764000000000 + i}}},"end_timestamp":{{{1764000060000 + i}}},"disconnection_reason":"user_hangup"}}"""
            );
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/calls")).Words.Contains("Export 60 calls", StringComparison.Ordinal),
            "all are listed"
        );
        (await owner.GetAsync("/calls?handler=Export")).Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(61);

        var first = await owner.GetAsync("/calls");
        var second = await owner.GetAsync(first.Find("a[rel=next]").GetAttribute("href")!);
        static string[] Rows(Answer page) => [.. page.Document.QuerySelectorAll("#calls tbody tr").Select(x => x.Id!)];
        (Rows(first).Length, Rows(second).Length).ShouldBe((50, 10));
        Rows(first).Intersect(Rows(second)).ShouldBeEmpty();
        second.Words.ShouldContain("Export 60 calls");
        Rows(await owner.GetAsync(second.Find("a[rel=prev]").GetAttribute("href")!)).ShouldBe(Rows(first));
    }
}
