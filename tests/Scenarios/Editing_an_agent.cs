using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Versions;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Scenarios;

public class Editing_an_agent(AppFixture site)
{
    readonly RetellDashboard desk = new(site);

    [Fact]
    public async Task lets_callers_hear_the_new_version_once_retell_confirms_it()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var form = await owner.GetAsync("/agent/settings");
        var review = await owner.SubmitAsync(
            form,
            "main form[action*=Review]",
            ("Name", "Reception"),
            ("Brief", "Answer for Reyes Dental, briefly."),
            ("Greeting", "Good morning, Reyes Dental."),
            ("VoiceId", "11labs-Adrian"),
            ("MaxCallMinutes", "7")
        );
        review.Words.ShouldContain("Name, prompt, greeting, voice and longest call");
        review.Find(".diff del").TextContent.ShouldContain("Reyes Dental front desk");
        (await site.RevisionsOfAsync(owner)).ShouldHaveSingleItem("a look at the changes saves nothing");

        await owner.SubmitAsync(review, "main form[action*=Save]", ("Note", "Friendlier"));
        var saved = await site.SettledAsync(owner, 2);
        saved.ShouldSatisfyAllConditions(
            x => x.State.ShouldBe(RevisionState.Published),
            x => x.Note.ShouldBe("Friendlier"),
            x => x.RetellVersion.ShouldBe(1)
        );

        var agent = await site.AgentOfAsync(owner);
        var heard = await desk.PublishedVersionAsync(agent.RetellAgentId!);
        heard.ShouldSatisfyAllConditions(
            x => x.Version.ShouldBe(1),
            x => x.Name.ShouldStartWith("Reception (switchhook-"),
            x => x.VoiceId.ShouldBe("11labs-Adrian"),
            x => x.MaxCallMs.ShouldBe(420_000),
            x => x.Prompt.ShouldContain("Answer for Reyes Dental, briefly."),
            x => x.Greeting.ShouldBe("Good morning, Reyes Dental.")
        );
        (await owner.GetAsync("/agent")).Words.ShouldContain("Version 2 · you");

        await AppFixture.Eventually(async () => await NameInCallsAsync(agent.RetellAgentId!) is "Reception", "calls name it so");
        var called = (string)
            (await desk.AskAsync(HttpMethod.Post, "/simulate-call", new { agent_id = agent.RetellAgentId, scenario = "question" })).Body![
                "call_id"
            ]!;
        ((int)(await desk.GetAsync($"/v2/get-call/{called}"))["agent_version"]!).ShouldBe(1);
        Answer call = null!;
        await AppFixture.Eventually(
            async () => (call = await owner.GetAsync($"/calls/{called}")).Status == HttpStatusCode.OK,
            "the call is there"
        );
        call.Find(".page-head").TextContent.ShouldContain("Reception");
        var told = await owner.GetAsync(call.Find("a[href^='/agent/answered/']").GetAttribute("href")!);
        told.Path.ShouldStartWith("/agent/versions/2");
        told.Words.ShouldContain("Answer for Reyes Dental, briefly.");
    }

    async Task<object?> NameInCallsAsync(string retellAgentId)
    {
        await using var command = site.Database(DatabaseRole.Worker)
            .CreateCommand("select agent_name from calls.agent_routes where retell_agent_id = $1");
        command.Parameters.AddWithValue(retellAgentId);
        return await command.ExecuteScalarAsync();
    }

    [Fact]
    public async Task says_what_is_wrong_beside_the_field_and_keeps_what_was_typed()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var answer = await owner.SubmitAsync(
            await owner.GetAsync("/agent/settings"),
            "main form[action*=Review]",
            ("Name", "x"),
            ("Greeting", "Typed."),
            ("MaxCallMinutes", "999")
        );
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words.ShouldContain("name of 2 to 60");
        answer.Words.ShouldContain("1 to 60 minutes");
        answer.Find("[name=Greeting]").TextContent.ShouldBe("Typed.");
        (await owner.SubmitAsync(await owner.GetAsync("/agent/settings"), "main form[action*=Review]")).Words.ShouldContain(
            "Nothing has changed"
        );
    }

    [Fact]
    public async Task that_retell_refuses_leaves_callers_where_they_were_and_says_so()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await desk.FailAsync(
            new
            {
                match = $"POST /publish-agent-version/{agent.RetellAgentId}",
                fault = "refuse",
                refusal = "invalid",
            }
        );
        await SaveAsync(owner, ("Greeting", "Never heard."));

        (await site.SettledAsync(owner, 2)).State.ShouldBe(RevisionState.Failed);
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).ShouldSatisfyAllConditions(
            x => x.Version.ShouldBe(0),
            x => x.Greeting.ShouldNotBe("Never heard.")
        );
        var page = await owner.GetAsync("/agent");
        page.Words.ShouldContain("Version 2 was not published.");
        page.Words.ShouldContain("Callers go on hearing version 1.");

        await owner.SubmitAsync(page, "main form[action*=Retry]");
        (await site.SettledAsync(owner, 2)).RetellVersion.ShouldBe(1, "the draft that was there is used");
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).Greeting.ShouldBe("Never heard.");
    }

    [Theory]
    [InlineData("POST /create-agent-version/*", "lost-answer")]
    [InlineData("POST /create-agent-version/*", "reset-after")]
    [InlineData("PATCH /update-retell-llm/*", "500-after")]
    [InlineData("PATCH /update-agent/*", "reset-before")]
    [InlineData("POST /publish-agent-version/*", "reset-after")]
    [InlineData("POST /publish-agent-version/*", "500-before")]
    [InlineData("POST /publish-agent-version/*", "late-effect")]
    public async Task is_published_once_whatever_answer_is_lost(string match, string fault)
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var things = match.Contains("llm", StringComparison.Ordinal) ? agent.LlmId : agent.RetellAgentId;
        await desk.FailAsync(
            new
            {
                match = match.Replace("*", things + "*", StringComparison.Ordinal),
                fault,
                ms = fault == "late-effect" ? 100 : (int?)null,
            }
        );
        await SaveAsync(owner, ("Greeting", "Good morning."));

        var saved = await site.SettledAsync(owner, 2);
        saved.ShouldSatisfyAllConditions(x => x.State.ShouldBe(RevisionState.Published), x => x.RetellVersion.ShouldBe(1));
        (await VersionsAsync(agent)).Select(x => (bool)x!["is_published"]!).ShouldBe([true, true]);
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).Greeting.ShouldBe("Good morning.");
    }

    [Fact]
    public async Task in_two_tabs_tells_the_second_what_changed_and_overwrites_nothing()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var second = await owner.GetAsync("/agent/settings");
        await SaveAsync(owner, ("Greeting", "The first tab's greeting."));
        await site.SettledAsync(owner, 2);

        var told = await owner.SubmitAsync(second, "main form[action*=Review]", ("Brief", "The second tab's description."));
        told.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.Words.ShouldContain("Nothing was saved: version 2 came first");
        told.Words.ShouldContain("changed the greeting, saved by you");
        told.Find("#outdated .diff ins").TextContent.ShouldContain("The first tab's greeting.");
        told.Find("[name=Brief]").TextContent.ShouldBe("The second tab's description.");
        told.Find("[name=Greeting]").TextContent.ShouldBe("The first tab's greeting.");
        (await site.RevisionsOfAsync(owner)).Count.ShouldBe(2);

        var review = await owner.SubmitAsync(told, "main form[action*=Review]");
        review.Find("main form[action*=Save] > header h2").TextContent.ShouldBe("Prompt");
        await owner.SubmitAsync(review, "main form[action*=Save]");
        (await site.SettledAsync(owner, 3)).Settings.ShouldSatisfyAllConditions(
            x => x.Brief.ShouldBe("The second tab's description."),
            x => x.Greeting.ShouldBe("The first tab's greeting.")
        );
    }

    [Fact]
    public async Task saved_behind_the_review_of_another_tab_overwrites_nothing_either()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var review = await owner.SubmitAsync(
            await owner.GetAsync("/agent/settings"),
            "main form[action*=Review]",
            ("Greeting", "Reviewed first.")
        );
        await SaveAsync(owner, ("Greeting", "Saved first."));
        var told = await owner.SubmitAsync(review, "main form[action*=Save]");
        told.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.Words.ShouldContain("version 2 came first");
        told.Find("[name=Greeting]").TextContent.ShouldBe("Reviewed first.");
        (await site.RevisionsOfAsync(owner)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task many_times_quickly_publishes_the_newest()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var held = await desk.FailAsync(new { match = $"POST /publish-agent-version/{agent.RetellAgentId}", fault = "hold-before" });
        await SaveAsync(owner, ("Greeting", "Two."));
        await desk.ArrivalAsync(held);
        (await owner.GetAsync("/agent")).Words.ShouldContain("Publishing version 2… Until Retell confirms it, callers hear version 1.");
        await SaveAsync(owner, ("Greeting", "Three."));
        await SaveAsync(owner, ("Greeting", "Four."));
        await desk.ReleaseAsync(held);

        await site.SettledAsync(owner, 4);
        (await site.RevisionsOfAsync(owner))
            .Select(x => x.State)
            .ShouldBe([RevisionState.Published, RevisionState.Published, RevisionState.Superseded, RevisionState.Published]);
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).Greeting.ShouldBe("Four.");
    }

    [Fact]
    public async Task can_be_taken_back_by_restoring_an_older_version()
    {
        using var owner = await site.OwnerWithAgentAsync();
        await SaveAsync(owner, ("Greeting", "A mistake."), ("MaxCallMinutes", "3"));
        await site.SettledAsync(owner, 2);

        var list = await owner.GetAsync("/agent/versions");
        list.Find("#version-2").TextContent.ShouldContain("Greeting and longest call");
        var first = await owner.GetAsync(list.Find("#version-1 a").GetAttribute("href")!);
        first.Find("form[action*=Restore] .diff del").TextContent.ShouldContain("A mistake.");
        await owner.SubmitAsync(first, "form[action*=Restore]");

        (await site.SettledAsync(owner, 3)).ShouldSatisfyAllConditions(
            x => x.State.ShouldBe(RevisionState.Published),
            x => x.Note.ShouldBe("Version 1 restored"),
            x => x.Settings.MaxCallMinutes.ShouldBe(15)
        );
        (await desk.PublishedVersionAsync((await site.AgentOfAsync(owner)).RetellAgentId!)).Greeting!.ShouldStartWith(
            "Hello, and thank you"
        );
    }

    [Fact]
    public async Task restored_on_old_news_is_refused()
    {
        using var owner = await site.OwnerWithAgentAsync();
        await SaveAsync(owner, ("Greeting", "Two."));
        var first = await owner.GetAsync("/agent/versions/1");
        await SaveAsync(owner, ("Greeting", "Three."));
        var refused = await owner.SubmitAsync(first, "form[action*=Restore]");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words.ShouldContain("Version 3 was saved meanwhile");
    }

    [Fact]
    public async Task tells_an_agent_that_opens_in_its_own_words_from_one_that_waits()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await desk.ChangeInDashboardAsync(agent.RetellAgentId!, null);
        var page = await NoticedAsync(owner);
        page.Find("#foreign .diff ins").TextContent.ShouldContain("Opens in its own words");
        await owner.SubmitAsync(page, "form[action*=Keep]");
        await site.SettledAsync(owner, 2);
        (await owner.GetAsync("/agent")).Words.ShouldContain("The agent opens in its own words.");
        (await owner.GetAsync("/agent/versions/2")).Words.ShouldContain("The agent opens in its own words.");

        // Other changes leave it so.
        await SaveAsync(owner, ("MaxCallMinutes", "5"));
        (await site.SettledAsync(owner, 3)).Settings.OpensInOwnWords.ShouldBe(true);
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).Greeting.ShouldBeNull();

        var form = await owner.GetAsync("/agent/settings");
        form.Find("[name=OpensInOwnWords]").HasAttribute("checked").ShouldBeTrue();
        var review = await owner.SubmitAsync(form, "main form[action*=Review]", ("OpensInOwnWords", "false"));
        review.Find(".diff ins").TextContent.ShouldContain("Waits for the caller to speak");
        await owner.SubmitAsync(review, "main form[action*=Save]");
        (await site.SettledAsync(owner, 4)).State.ShouldBe(RevisionState.Published);
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).Greeting.ShouldBe("");
        (await owner.GetAsync("/agent")).Words.ShouldContain("The agent waits for the caller to speak first.");

        await SaveAsync(owner, ("OpensInOwnWords", "true"));
        (await site.SettledAsync(owner, 5)).State.ShouldBe(RevisionState.Published);
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).Greeting.ShouldBeNull();
    }

    [Fact]
    public async Task in_retells_dashboard_is_noticed_and_can_be_kept()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        await desk.ChangeInDashboardAsync(agent.RetellAgentId!, "Greetings from the dashboard.");

        var page = await NoticedAsync(owner);
        page.Find("#foreign .diff ins").TextContent.ShouldContain("Greetings from the dashboard.");
        (await owner.GetAsync("/agent")).Words.ShouldContain("The agent was changed in Retell's dashboard.");
        await owner.SubmitAsync(page, "form[action*=Keep]");

        (await site.SettledAsync(owner, 2)).ShouldSatisfyAllConditions(
            x => x.IsFromRetell.ShouldBeTrue(),
            x => x.Settings.Greeting.ShouldBe("Greetings from the dashboard."),
            x => x.RetellVersion.ShouldBe(1)
        );
        await SaveAsync(owner, ("MaxCallMinutes", "5"));
        (await site.SettledAsync(owner, 3)).State.ShouldBe(RevisionState.Published);
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).ShouldSatisfyAllConditions(
            x => x.Greeting.ShouldBe("Greetings from the dashboard."),
            x => x.MaxCallMs.ShouldBe(300_000)
        );
    }

    [Fact]
    public async Task in_retells_dashboard_can_be_replaced_and_is_only_when_asked()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var theirs = await desk.ChangeInDashboardAsync(agent.RetellAgentId!, "Greetings from the dashboard.");
        var page = await NoticedAsync(owner);

        var review = await owner.SubmitAsync(page, "main form[action*=Review]", ("MaxCallMinutes", "5"));
        var asked = await owner.SubmitAsync(review, "main form[action*=Save]");
        asked.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        asked.Words.ShouldContain("Say first whether that stays or is replaced");
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).Version.ShouldBe(theirs);

        await owner.SubmitAsync(asked, "main form[action*=Save]", ("Replacing", $"{theirs}"));
        (await site.SettledAsync(owner, 2)).State.ShouldBe(RevisionState.Published);
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).ShouldSatisfyAllConditions(
            x => x.Greeting!.ShouldStartWith("Hello, and thank you"),
            x => x.MaxCallMs.ShouldBe(300_000)
        );
        (await owner.GetAsync("/agent/settings")).Document.QuerySelector("#foreign").ShouldBeNull();
    }

    [Fact]
    public async Task in_retells_dashboard_is_not_overwritten_when_nobody_had_looked_before()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var review = await owner.SubmitAsync(await owner.GetAsync("/agent/settings"), "main form[action*=Review]", ("Greeting", "Ours."));
        await LookedAsync(owner);
        var theirs = await desk.ChangeInDashboardAsync(agent.RetellAgentId!, "Theirs.");
        await owner.SubmitAsync(review, "main form[action*=Save]");

        (await site.SettledAsync(owner, 2)).ShouldSatisfyAllConditions(
            x => x.State.ShouldBe(RevisionState.Failed),
            x => x.Failure!.Sentence.ShouldContain("changed in Retell's dashboard")
        );
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).ShouldSatisfyAllConditions(
            x => x.Version.ShouldBe(theirs),
            x => x.Greeting.ShouldBe("Theirs.")
        );
        await owner.SubmitAsync(await owner.GetAsync("/agent/settings"), "form[action*=Replace]");
        await site.SettledAsync(owner, 3);
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).Greeting.ShouldBe("Ours.");
    }

    [Fact]
    public async Task leaves_somebodys_unpublished_draft_in_the_dashboard_alone()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var draft = await desk.ChangeInDashboardAsync(agent.RetellAgentId!, "Not finished yet.", publish: false);
        await SaveAsync(owner, ("MaxCallMinutes", "5"));

        (await site.SettledAsync(owner, 2)).RetellVersion.ShouldBe(draft + 1);
        (await desk.PublishedVersionAsync(agent.RetellAgentId!)).Greeting!.ShouldStartWith("Hello, and thank you");
        (await VersionsAsync(agent)).Single(x => (int)x!["version"]! == draft)!["is_published"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task unpins_a_number_that_would_never_answer_with_it()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var agent = await site.AgentOfAsync(owner);
        var number = Uri.EscapeDataString(agent.Number!);
        await desk.AskAsync(
            HttpMethod.Patch,
            $"/update-phone-number/{number}",
            new
            {
                inbound_agents = new[]
                {
                    new
                    {
                        agent_id = agent.RetellAgentId,
                        weight = 1,
                        agent_version = 0,
                    },
                },
            }
        );
        await SaveAsync(owner, ("Greeting", "Good morning."));
        await site.SettledAsync(owner, 2);
        await AppFixture.Eventually(
            async () =>
                $"{(await desk.GetAsync($"/get-phone-number/{number}"))["inbound_agents"]![0]!["agent_version"]}" == "latest_published",
            "the number leads to what is published"
        );
    }

    async Task SaveAsync(BrowserSession owner, params (string, string)[] values)
    {
        var review = await owner.SubmitAsync(await owner.GetAsync("/agent/settings"), "main form[action*=Review]", values);
        var saved = await owner.SubmitAsync(review, "main form[action*=Save]");
        saved.Path.ShouldBe("/agent", saved.Words);
    }

    async Task<Answer> NoticedAsync(BrowserSession owner)
    {
        Answer page = null!;
        await AppFixture.Eventually(
            async () => (page = await owner.GetAsync("/agent/settings")).Document.QuerySelector("#foreign") is not null,
            "the change in the dashboard is noticed"
        );
        return page;
    }

    async Task LookedAsync(BrowserSession owner) =>
        await AppFixture.Eventually(
            async () =>
            {
                await using var session = site.Reading(await site.TenantOfAsync(owner));
                return await session.LoadAsync<LiveVersionCheck>($"{(await site.AgentOfAsync(owner)).AgentId:D}") is not null;
            },
            "Retell was looked at"
        );

    async Task<JsonArray> VersionsAsync(AgentDetails agent) =>
        (JsonArray)(await desk.GetAsync($"/list-agent-versions/{agent.RetellAgentId}"))["items"]!;
}
