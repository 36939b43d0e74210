using System.Net;
using Shouldly;
using Xunit;

namespace Switchhook.Scenarios;

public class Simulating_a_call(AppFixture site)
{
    /// <summary>
    /// Each kind of call, what the pages may say that it came to, and whether it can be a lead. Scripts vary: some kinds end in one way or
    /// another.
    /// </summary>
    public static TheoryData<string, string[], bool?> Kinds() =>
        new()
        {
            { "booking", ["Wants an appointment"], true },
            { "question", ["Follow up", "Question answered"], null },
            { "angry", ["Follow up"], true },
            { "wrong_number", ["Wrong number"], false },
            { "voicemail", ["Voicemail"], null },
            { "spam", ["Spam"], false },
            { "hangup", ["Hung up", "Follow up"], null },
            { "never_connected", ["Missed"], false },
            { "web_call", ["Wants an appointment", "Follow up", "Hung up"], null },
        };

    [Fact]
    public void covers_all_kinds() =>
        Kinds().Select(x => x.Data.Item1).ShouldBe(Switchhook.RetellSandbox.Scenarios.All.Select(x => x.Name), ignoreOrder: true);

    [Theory, MemberData(nameof(Kinds))]
    public async Task is_played_to_its_end_and_tells_what_it_came_to(string kind, string[] outcomes, bool? lead)
    {
        using var owner = await site.OwnerWithAgentAsync();
        var home = await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", kind));
        home.Path.ShouldStartWith("/?playing=call_");
        var call = home.Path["/?playing=".Length..];

        await AppFixture.Eventually(async () => await IsAnalysedAsync(owner, call), "the call is analysed");
        var page = await owner.GetAsync($"/calls/{call}");
        outcomes.ShouldContain(page.Find(".page-head .dot").TextContent);
        page.Words.ShouldContain("Simulated");
        page.Document.QuerySelector("[hx-trigger*=live-calls]").ShouldBeNull("an analysed call lies still");
        Kind(page)
            .ShouldStartWith(
                kind switch
                {
                    "web_call" => "From the browser",
                    "voicemail" or "never_connected" => "Outbound",
                    _ => "Inbound",
                }
            );
        (await owner.GetAsync($"/calls/{call}/recording")).Status.ShouldBe(
            kind == "never_connected" ? HttpStatusCode.NotFound : HttpStatusCode.OK
        );
        if (kind == "never_connected")
            page.Words.ShouldContain("Nobody was connected");
        else
            page.Document.QuerySelectorAll(".turns li").ShouldNotBeEmpty();
        page.Text.ShouldNotContain("switchhook:");

        var row = (await owner.GetAsync("/calls")).Find($"tr[id={call}]");
        row.TextContent.ShouldContain(page.Find(".page-head .dot").TextContent);
        (await owner.GetAsync("/?playing=" + call)).Words.ShouldNotContain("coming in");

        var isLead = Fact(page, "A lead") == "Yes";
        if (lead is { } certain)
            isLead.ShouldBe(certain);
        await LeadsShouldBeAsync(owner, call, isLead);
    }

    /// <summary>A lead comes a moment after the analysis; that none comes is seen once everything that could bring one is done.</summary>
    async Task LeadsShouldBeAsync(BrowserSession owner, string call, bool expected)
    {
        if (expected)
            await AppFixture.Eventually(
                async () => (await owner.GetAsync("/leads?view=all")).Document.QuerySelector("tr[id^=lead-]") is not null,
                "the lead is in the inbox"
            );
        else
        {
            await AppFixture.Eventually(IsToldAsync, "Leads has heard of the call");
            (await owner.GetAsync("/leads?view=all")).Document.QuerySelector("tr[id^=lead-]").ShouldBeNull();
        }
        var card = await owner.GetAsync($"/leads/of-call/{call}");
        (card.Document.QuerySelector("#lead-card") is not null).ShouldBe(expected);
    }

    // Sent in the commit of the analysis: once none waits, ours has been handled too.
    async Task<bool> IsToldAsync()
    {
        await using var command = site.Database("worker")
            .CreateCommand(
                "select count(*) from wolverine.wolverine_incoming_envelopes where message_type like '%Call%Understood' and "
                    + "status <> 'Handled'"
            );
        return (long)(await command.ExecuteScalarAsync())! == 0;
    }

    static async Task<bool> IsAnalysedAsync(BrowserSession owner, string call) =>
        (await owner.GetAsync($"/calls/{call}")) is { Status: HttpStatusCode.OK } page
        && page.Document.QuerySelector("#call") is { } body
        && !body.HasAttribute("hx-get");

    static string Kind(Answer page) => Fact(page, "Kind")!;

    static string? Fact(Answer page, string name) =>
        page
            .Document.QuerySelectorAll(".facts div")
            .FirstOrDefault(x => x.QuerySelector("dt")?.TextContent == name)
            ?.QuerySelector("dd")
            ?.TextContent.Trim();
}
