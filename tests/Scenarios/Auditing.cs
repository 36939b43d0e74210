using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Audit;
using Switchhook.Agents;
using Switchhook.Calls;
using Xunit;

namespace Switchhook.Scenarios;

public class Auditing(AppFixture site)
{
    [Fact]
    public async Task is_for_auditors_alone_and_not_for_admins()
    {
        using var stranger = site.Anonymous();
        using var owner = await site.OwnerAsync();
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var id = await site.IdOfAsync(owner);
        foreach (var page in new[] { "/audit", $"/audit?owner={id}", $"/audit/{id}/account/{id}" })
        {
            (await stranger.GetAsync(page)).Path.ShouldStartWith("/sign-in");
            foreach (var outsider in new[] { owner, admin })
                (await outsider.GetAsync(page)).ShouldSatisfyAllConditions(
                    x => x.Path.ShouldStartWith("/access-denied"),
                    x => x.Status.ShouldBe(HttpStatusCode.Forbidden)
                );
        }
        (await admin.ForgeAsync(HttpMethod.Post, "/audit", ("Words", owner.Email))).Location?.ToString().ShouldContain("access-denied");
        (await admin.GetAsync("/calls")).Document.QuerySelector(".sidebar a[href='/audit']").ShouldBeNull();
    }

    [Fact]
    public async Task finds_the_streams_of_an_owner_and_of_an_id_without_an_address_in_a_url()
    {
        using var owner = await site.OwnerWithAgentAsync();
        using var auditor = await site.WithRolesAsync(AccountRoles.Auditor);
        var id = await site.IdOfAsync(owner);

        var found = await FindAsync(auditor, owner.Email);
        found.Path.ShouldBe($"/audit?owner={id}");
        Keys(found).ShouldContain($"account/{id}");
        var agent = Keys(found).Single(x => x.StartsWith("agent/", StringComparison.Ordinal));
        var row = found
            .Document.QuerySelectorAll("section[aria-label=Streams] tbody tr")
            .Single(x => x.TextContent.Contains(agent, StringComparison.Ordinal));
        row.QuerySelector("td.num")!.TextContent.ShouldBe("8");
        row.TextContent.ShouldContain(owner.Email);

        (await FindAsync(auditor, agent["agent/".Length..])).ShouldSatisfyAllConditions(
            x => x.Path.ShouldBe($"/audit?id={agent["agent/".Length..]}"),
            x => Keys(x).ShouldBe([agent])
        );
        Keys(await auditor.GetAsync($"/audit?owner={id}&kind=account")).ShouldBe([$"account/{id}"]);
        Keys(await auditor.GetAsync("/audit?kind=every")).Length.ShouldBeGreaterThan(2);
        Keys(await auditor.GetAsync("/audit")).ShouldBeEmpty();
        foreach (var words in new[] { "+19995550132", $"nobody-{Guid.NewGuid():N}@example.com" })
            (await FindAsync(auditor, words)).ShouldSatisfyAllConditions(
                x => x.Path.ShouldBe("/audit"),
                x => x.Words.ShouldContain("Nothing found")
            );
    }

    [Fact]
    public async Task shows_each_event_and_the_state_after_it()
    {
        using var owner = await site.OwnerWithAgentAsync();
        using var auditor = await site.WithRolesAsync(AccountRoles.Auditor);
        var id = await site.IdOfAsync(owner);
        await using var session = site.Reading(id.ToString());
        var key = (await session.Query<AgentDetails>().SingleAsync()).Id;
        var events = await session.Events.FetchStreamAsync(key);

        string[] names =
        [
            "Agent requested",
            "Step begun",
            "Prompt written",
            "Step begun",
            "Agent created",
            "Agent published",
            "Step begun",
            "Phone provisioned",
        ];
        string[][] changed =
        [
            [],
            [],
            ["Prompt written at", "Llm id"],
            [],
            ["Created at", "Retell agent id"],
            ["Published at"],
            [],
            ["Status", "Provisioned at", "Number"],
        ];
        for (var version = 1; version <= names.Length; version++)
        {
            var page = await auditor.GetAsync($"/audit/{id}/{key}?version={version}");
            page.Document.QuerySelectorAll(".events b").Select(x => x.TextContent).ShouldBe(names);
            page.Find(".events a[aria-current]").TextContent.ShouldStartWith($"{names[version - 1]}{version} · {owner.Email} · ");
            var e = events[version - 1];
            foreach (var fact in new[] { $"{e.Sequence}", $"{e.Id}", e.CorrelationId!, e.CausationId! })
                page.Document.QuerySelectorAll(".facts dd").Select(x => x.TextContent.Trim()).ShouldContain(fact);

            var fold = (await session.Events.AggregateStreamAsync<AgentDetails>(key, version)).ShouldNotBeNull();
            var state = State(page);
            (state["Status"], state["Number"], state["Retell agent id"], state["Name"]).ShouldBe(
                (fold.Status, fold.Number ?? "none", fold.RetellAgentId ?? "none", fold.Name)
            );
            state["Status"].ShouldBe(version < names.Length ? "Setting up" : "Live");
            page.Document.QuerySelectorAll(".state tr.changed th").Select(Name).ShouldBe(changed[version - 1]);
        }
        var last = await auditor.GetAsync($"/audit/{id}/{key}");
        last.Find("pre.code").TextContent.ShouldContain("\"Number\": \"+1415555");
        last.Find(".state tr.changed del").TextContent.ShouldBe("Setting up");
        last.Document.QuerySelector("a[data-step='1']").ShouldBeNull();
        last.Find("a[data-step='-1']").GetAttribute("href").ShouldBe($"/audit/{id}/{key}?version=7");
    }

    [Fact]
    public async Task tells_retell_and_the_site_itself_from_people_and_withholds_the_key_to_a_recording()
    {
        using var owner = await site.OwnerWithAgentAsync();
        using var auditor = await site.WithRolesAsync(AccountRoles.Auditor);
        var id = await site.IdOfAsync(owner);
        await owner.SubmitAsync(await owner.GetAsync("/"), "#simulate form", ("scenario", "booking"));
        await AppFixture.Eventually(
            async () => Keys(await auditor.GetAsync($"/audit?owner={id}&kind=lead")).Length == 1,
            "the call became a lead"
        );

        var call = Keys(await auditor.GetAsync($"/audit?owner={id}&kind=call")).Single();
        var page = await auditor.GetAsync($"/audit/{id}/{call}");
        page.Document.QuerySelectorAll(".events small").ShouldAllBe(x => x.TextContent.Contains(" · Retell · "));
        await using var session = site.Reading(id.ToString());
        var address = (await session.LoadAsync<Switchhook.Calls.Details.CallDetails>(call))
            .ShouldNotBeNull()
            .RecordingUrl.ShouldNotBeNull();
        page.Text.ShouldNotContain(new Uri(address).PathAndQuery);
        State(page)["Recording url"].ShouldBe(RedactedJson.Withheld);
        State(page)["Analysis › Summary"].ShouldNotBe("none");

        var lead = Keys(await auditor.GetAsync($"/audit?owner={id}&kind=lead")).Single();
        (await auditor.GetAsync($"/audit/{id}/{lead}")).Find(".events small").TextContent.ShouldContain(" · system · ");
    }

    [Fact]
    public async Task keeps_streams_of_the_same_name_apart()
    {
        using var ana = await site.OwnerAsync();
        using var ben = await site.OwnerAsync();
        using var auditor = await site.WithRolesAsync(AccountRoles.Auditor);
        var key = $"call/call_{Guid.NewGuid():N}";
        var (hers, his) = (await site.IdOfAsync(ana), await site.IdOfAsync(ben));
        foreach (var (owner, agent) in new[] { (hers, "Hers"), (his, "His") })
        {
            await using var session = site.Get<IDocumentStore>().LightweightSession(owner.ToString());
            session.Events.StartStream<Call>(key, new CallStarted { Parties = new("agent_1", 1, agent, true, null, null, null, true) });
            await session.SaveChangesAsync();
        }

        var found = await FindAsync(auditor, key["call/".Length..]);
        Keys(found).ShouldBe([key, key]);
        found
            .Document.QuerySelectorAll("section[aria-label=Streams] a.row-link")
            .Select(x => x.GetAttribute("href")!)
            .ShouldBe([$"/audit/{hers}/{key}", $"/audit/{his}/{key}"], ignoreOrder: true);
        foreach (var (owner, agent) in new[] { (hers, "Hers"), (his, "His") })
        {
            var page = await auditor.GetAsync($"/audit/{owner}/{key}");
            page.Document.QuerySelectorAll(".events li").Length.ShouldBe(1);
            State(page)["Parties › Agent name"].ShouldBe(agent);
            page.Find("pre.code").TextContent.ShouldContain($"\"{agent}\"");
        }
    }

    [Fact]
    public async Task records_every_look_before_it_answers_and_lets_it_be_replayed()
    {
        using var owner = await site.OwnerAsync();
        using var auditor = await site.WithRolesAsync(AccountRoles.Auditor);
        var (id, self) = (await site.IdOfAsync(owner), await site.IdOfAsync(auditor));
        async Task<IReadOnlyList<IEvent>> LooksAsync()
        {
            await using var session = site.Reading(self.ToString());
            return await session.Events.FetchStreamAsync($"audit/{self}");
        }

        await auditor.GetAsync("/audit");
        (await LooksAsync()).ShouldBeEmpty();

        await FindAsync(auditor, owner.Email);
        await auditor.GetAsync($"/audit/{id}/account/{id}");
        await auditor.GetAsync($"/audit/{id}/account/{id}?version=1");
        await FindAsync(auditor, "nobody at all");
        (await auditor.GetAsync($"/audit/{id}/account/{id}?version=99")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await auditor.GetAsync($"/audit/{id}/call/call_none")).Status.ShouldBe(HttpStatusCode.NotFound);

        var looks = await LooksAsync();
        looks
            .Select(x => x.EventTypeName)
            .ShouldBe(["owners_searched", "streams_searched", "stream_replayed", "stream_replayed", "owners_searched"]);
        looks.ShouldAllBe(x => x.UserName == self.ToString() && x.TenantId == self.ToString() && x.CorrelationId != null);
        ((OwnersSearched)looks[0].Data).Found.ShouldBe([id]);
        looks[1].Data.ShouldBe(new StreamsSearched(null, id, null, 1));
        looks[2].Data.ShouldBe(new StreamReplayed(id, $"account/{id}", 3));
        looks[3].Data.ShouldBe(new StreamReplayed(id, $"account/{id}", 1));
        ((OwnersSearched)looks[4].Data).Found.ShouldBeEmpty();

        var page = await auditor.GetAsync("/audit");
        page.Words.ShouldContain($"Replayed account/{id} at event 3");
        page.Words.ShouldContain("Searched for an owner, 0 found");
        var replay = await auditor.GetAsync(
            page.Document.QuerySelectorAll("main a").Single(x => x.TextContent == "Replay all").GetAttribute("href")!
        );
        replay.Document.QuerySelectorAll(".events li").Length.ShouldBe(5);
        (State(replay)["Searches"], State(replay)["Replays"]).ShouldBe(("3", "2"));
        (await LooksAsync()).Count.ShouldBe(6);
    }

    [Fact]
    public async Task shows_a_long_stream_in_parts()
    {
        using var auditor = await site.WithRolesAsync(AccountRoles.Auditor);
        var self = await site.IdOfAsync(auditor);
        await using (var session = site.Get<IDocumentStore>().LightweightSession(self.ToString()))
        {
            session.Events.Append($"audit/{self}", Enumerable.Range(1, 120).Select(x => (object)new StreamReplayed(self, "account/x", x)));
            await session.SaveChangesAsync();
        }
        var page = await auditor.GetAsync($"/audit/{self}/audit/{self}?version=75");
        page.Document.QuerySelectorAll(".events li").Length.ShouldBe(50);
        page.Find(".events a[aria-current]").TextContent.ShouldContain("75 · ");
        State(page)["Replays"].ShouldBe("75");
        page.Find("nav[aria-label='More events'] a[rel=prev]").GetAttribute("href").ShouldEndWith("version=50");
        page.Find("nav[aria-label='More events'] a[rel=next]").GetAttribute("href").ShouldEndWith("version=101");
    }

    [Fact]
    public async Task offers_nothing_but_reading()
    {
        using var owner = await site.OwnerAsync();
        using var auditor = await site.WithRolesAsync(AccountRoles.Auditor);
        var id = await site.IdOfAsync(owner);
        var path = $"/audit/{id}/account/{id}";
        (await auditor.GetAsync(path)).Document.QuerySelectorAll("main form, main button, main input").ShouldBeEmpty();
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            (await auditor.ForgeAsync(method, path)).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
            (await auditor.ForgeAsync(method, path + "?handler=Delete&version=1")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        }
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
            (await auditor.ForgeAsync(method, "/audit")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        await using var session = site.Reading(id.ToString());
        (await session.Events.FetchStreamAsync($"account/{id}")).Count.ShouldBe(3);

        site.Get<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Select(x => x.RoutePattern.RawText!)
            .Where(x => Regex.IsMatch(x, "^/?audit", RegexOptions.IgnoreCase))
            .Distinct()
            .ShouldBe(["audit", "audit/{owner:guid}/{**stream}"], ignoreOrder: true);
    }

    static async Task<Answer> FindAsync(BrowserSession auditor, string words) =>
        await auditor.SubmitAsync(await auditor.GetAsync("/audit"), "main form[method=post]", ("Words", words));

    static string[] Keys(Answer page) => [.. page.Document.QuerySelectorAll("section[aria-label=Streams] .id").Select(x => x.TextContent)];

    static Dictionary<string, string> State(Answer page) =>
        page
            .Document.QuerySelectorAll(".state tr")
            .ToDictionary(
                x => Name(x.QuerySelector("th")!),
                x =>
                    string.Join(
                        ' ',
                        (
                            x.QuerySelector("summary")?.TextContent
                            ?? x.QuerySelector("td")!.ChildNodes.OfType<IText>().First(t => !string.IsNullOrWhiteSpace(t.Data)).Data
                        ).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    )
            );

    static string Name(IElement header) => header.TextContent.Replace("(changed)", "", StringComparison.Ordinal).Trim();
}
