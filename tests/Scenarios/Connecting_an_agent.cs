using System.Net;
using Marten;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Agents;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Reconciliation;
using Switchhook.Agents.Versions;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Scenarios;

public class Connecting_an_agent(AppFixture site)
{
    const string Before = "https://n8n.example.com/webhook/before";

    string Ours => site.Get<RetellSettings>().WebhookUrl;

    [Fact]
    public async Task leads_its_calls_to_its_owner_and_says_each_step()
    {
        using var account = await CustomerRetellAccount.OpenAsync(
            site,
            new
            {
                org_name = "Reyes Dental LLC",
                webhook_url = Before,
                agent_name = "Front desk",
            }
        );
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        var page = await owner.ReadsAsync("Waiting for the first event", "Webhook set");
        page.Words.ShouldContain("Key accepted: Reyes Dental LLC");
        page.Words.ShouldContain("Agent found");
        page.Words.ShouldContain("Number bound to it");
        page.Words.ShouldContain("You answer the phone of a small business", customMessage: "the prompt that the agent has at Retell");

        var agent = await account.AgentAsync("latest_published");
        agent["version"]!.GetValue<int>().ShouldBe(1);
        agent["webhook_url"]!.GetValue<string>().ShouldBe(Ours);
        agent["webhook_events"]!
            .AsArray()
            .Select(x => x!.GetValue<string>())
            .ShouldBe(["call_started", "call_ended", "call_analyzed", "transcript_updated"]);
        agent["agent_name"]!.GetValue<string>().ShouldBe("Front desk");
        Questions(agent).ShouldContain("is_lead");
        (await owner.GetAsync("/agent/connection")).Words.ShouldContain(Before);

        var call = await account.CallAsync();
        await owner.ReadsAsync("First event received");
        await AppFixture.Eventually(
            async () => (await owner.GetAsync($"/calls/{call}")).Document.QuerySelectorAll(".turns li").Length > 4,
            "the call has its transcript"
        );
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/leads")).Document.QuerySelector("main tbody tr") is not null,
            "a lead stands in the inbox"
        );
        (await owner.GetAsync($"/calls/{call}/recording")).Status.ShouldBe(HttpStatusCode.OK);
        using var other = await site.OwnerAsync();
        (await other.GetAsync($"/calls/{call}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task keeps_the_events_and_the_questions_that_were_asked_for_before()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        await account.DraftAsync(after: 0);
        await account.ChangeAgentAsync(
            1,
            new
            {
                webhook_events = new[] { "call_ended", "transfer_started" },
                post_call_analysis_data = new[]
                {
                    new
                    {
                        type = "string",
                        name = "caller_name",
                        description = "Whom did we speak with?",
                    },
                    new
                    {
                        type = "string",
                        name = "pet",
                        description = "The pet's name.",
                    },
                },
            }
        );
        await account.PublishAsync(1);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        (await account.AgentAsync())["webhook_events"]!
            .AsArray()
            .Select(x => x!.GetValue<string>())
            .ShouldBe(["call_ended", "transfer_started", "call_started", "call_analyzed", "transcript_updated"]);
        Questions(await account.AgentAsync()).Take(2).ShouldBe(["caller_name", "pet"]);
        Questions(await account.AgentAsync()).Count().ShouldBe(AnalysisQuestions.All.Count + 1);
        (await account.AgentAsync())["post_call_analysis_data"]![0]!["description"]!.GetValue<string>().ShouldBe("Whom did we speak with?");
        await owner.DisconnectAsync();
        var left = await account.AgentAsync("latest_published");
        left["webhook_events"]!.AsArray().Select(x => x!.GetValue<string>()).ShouldBe(["call_ended", "transfer_started"]);
        Questions(left).ShouldBe(["caller_name", "pet"]);
    }

    [Fact]
    public async Task uses_the_number_that_retell_gives_a_draft_even_when_one_before_it_was_deleted()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        await account.DraftAsync(after: 0);
        await account.DropDraftAsync(1);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        var agent = await account.AgentAsync("latest_published");
        (agent["version"]!.GetValue<int>(), agent["webhook_url"]!.GetValue<string>()).ShouldBe((2, Ours));
        await owner.DisconnectAsync();
        (await account.AgentAsync("latest_published"))["version"]!.GetValue<int>().ShouldBe(3);
    }

    [Fact]
    public async Task publishes_the_prompt_that_the_owner_gives_as_a_version_after_the_one_that_was_found()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account, ("SystemPrompt", "You are the front desk of Reyes Dental."));
        await owner.ReadsAsync("Webhook set");
        (await site.SettledAsync(owner, 2)).State.ShouldBe(RevisionState.Published);
        (await owner.GetAsync("/agent")).Words.ShouldContain("You are the front desk of Reyes Dental.");
        (await account.AgentAsync("latest_published"))["version"]!.GetValue<int>().ShouldBe(2);
        (await account.PromptAsync())["general_prompt"]!.GetValue<string>().ShouldBe("You are the front desk of Reyes Dental.");
        (await owner.GetAsync("/agent/versions/1")).Words.ShouldContain("You answer the phone of a small business");
    }

    [Theory]
    [InlineData("key", "Retell does not accept this key")]
    [InlineData("agent", "has no agent with this id")]
    [InlineData("no number", "has no number")]
    [InlineData("not bound", "is not bound to this agent")]
    [InlineData("down", "Retell cannot be reached")]
    [InlineData("tag", "was created on this platform")]
    public async Task is_refused_with_a_sentence_and_changes_nothing(string what, string sentence)
    {
        var mark = await site.Get<Installation>().MarkAsync(CancellationToken.None);
        using var account = await CustomerRetellAccount.OpenAsync(
            site,
            new
            {
                webhook_url = Before,
                bound = what != "not bound",
                agent_name = what == "tag" ? $"Front desk ({Switchhook.Agents.Tag.Of(mark, Guid.NewGuid(), null)})" : "Front desk",
            }
        );
        using var elsewhere = await CustomerRetellAccount.OpenAsync(site);
        if (what == "down")
            await account.FailAsync("GET /get-agent/*", "500-before");
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(
            account,
            what switch
            {
                "key" => ("Key", "nope"),
                "agent" => ("RetellAgentId", elsewhere.AgentId),
                "no number" => ("Number", elsewhere.Number),
                _ => ("Name", "Front desk"),
            }
        );
        var page = await owner.ReadsAsync(sentence);
        page.Words.ShouldContain("Nothing was changed at Retell");
        page.Words.ShouldContain("Failed");

        if (what == "down")
            await account.FailNoMoreAsync();
        var agent = await account.AgentAsync();
        agent["version"]!.GetValue<int>().ShouldBe(0);
        agent["webhook_url"]!.GetValue<string>().ShouldBe(Before);
        var again = await owner.GetAsync("/agent/connect");
        again.Find("[name=RetellAgentId]").GetAttribute("value").ShouldBe(what == "agent" ? elsewhere.AgentId : account.AgentId);
        again.Find("[name=Key]").GetAttribute("value").ShouldBeNull();
        (await owner.GetAsync("/agent/new")).Document.QuerySelector("main form").ShouldNotBeNull("the place is free again");
        (await KeysKeptAsync(owner)).ShouldBe(0);
    }

    [Fact]
    public async Task says_what_is_wrong_beside_the_field_and_gives_the_key_back_to_nobody()
    {
        using var owner = await site.OwnerAsync();
        var answer = await owner.SubmitAsync(
            await owner.GetAsync("/agent/connect"),
            "main form",
            ("Name", "Front desk"),
            ("RetellAgentId", "not an id"),
            ("Number", "555 0132"),
            ("Key", "key_thatmustnotbeshown01")
        );
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words.ShouldContain("begins with “agent_”");
        answer.Words.ShouldContain("with its country code, like");
        answer.Words.ShouldContain("Give the key once more");
        answer.Text.ShouldNotContain("key_thatmustnotbeshown01");
        answer.Find("[name=Name]").GetAttribute("value").ShouldBe("Front desk");
        answer.Find("[name=Key]").GetAttribute("type").ShouldBe("password");
        answer.Find("[name=Key]").GetAttribute("autocomplete").ShouldBe("off");
    }

    [Fact]
    public async Task is_refused_to_somebody_else_who_holds_the_same_key()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        using var other = await site.OwnerAsync();
        await other.ConnectAsync(account);
        (await other.ReadsAsync("This agent is connected already.")).Words.ShouldNotContain(owner.Email);
        (await account.AgentAsync())["version"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task succeeds_for_one_of_those_who_try_at_the_same_moment()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        var owners = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.OwnerAsync()));
        await Task.WhenAll(owners.Select(x => x.ConnectAsync(account)));
        var ends = await Task.WhenAll(
            owners.Select(async x =>
            {
                var page = await x.ReadsAsync("Webhook set", "connected already", either: true);
                return page.Words.Contains("connected already", StringComparison.Ordinal);
            })
        );
        ends.Count(refused => !refused).ShouldBe(1);
        (await account.AgentAsync())["version"]!.GetValue<int>().ShouldBe(1);
        foreach (var owner in owners)
            owner.Dispose();
    }

    [Fact]
    public async Task is_refused_while_there_is_another_agent_and_takes_the_place_of_a_new_one()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        var form = await owner.GetAsync("/agent/connect");
        var create = await owner.GetAsync("/agent/new");
        await owner.ConnectAsync(account);
        var second = await owner.SubmitAsync(
            form,
            "main form",
            ("Name", "Second"),
            ("RetellAgentId", account.AgentId),
            ("Number", account.Number),
            ("Key", account.ApiKey)
        );
        second.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        second.Words.ShouldContain("You already have an agent");
        (
            await owner.SubmitAsync(create, "main form", ("Name", "Third"), ("Brief", "Answer for us and take messages."), ("AreaCode", ""))
        ).Words.ShouldContain("You already have an agent");
    }

    [Fact]
    public async Task makes_a_key_sign_for_its_own_agent_and_for_no_other()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var another = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        using var neighbour = await site.OwnerAsync();
        (await account.DeliverAsync(site, account.ApiKey, "call_tooearly")).ShouldBe(
            HttpStatusCode.Unauthorized,
            "nobody knows this key yet"
        );
        await owner.ConnectAsync(account);
        await neighbour.ConnectAsync(another);
        await owner.ReadsAsync("Webhook set");
        await neighbour.ReadsAsync("Webhook set");

        (await account.DeliverAsync(site, account.ApiKey, "call_mine")).ShouldBe(HttpStatusCode.NoContent);
        (await account.DeliverAsync(site, another.ApiKey, "call_forged")).ShouldBe(HttpStatusCode.Unauthorized);
        (await account.DeliverAsync(site, "key_ofnobodyatall", "call_forged")).ShouldBe(HttpStatusCode.Unauthorized);
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/calls/call_mine")).Status == HttpStatusCode.OK,
            "the owner sees the call"
        );

        // A key that is good for one agent says something about somebody else's call.
        (await another.DeliverAsync(site, another.ApiKey, "call_mine", @event: "call_ended")).ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(
            async () => (await neighbour.GetAsync("/calls/call_mine")).Status == HttpStatusCode.OK,
            "who signed it has it"
        );
        (await owner.GetAsync("/calls/call_mine")).Words.ShouldNotContain(another.Number);
        // And one that comes first does not take the call away from whom it belongs to.
        (await another.DeliverAsync(site, another.ApiKey, "call_next")).ShouldBe(HttpStatusCode.NoContent);
        (await account.DeliverAsync(site, account.ApiKey, "call_next")).ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/calls/call_next")).Status == HttpStatusCode.OK,
            "the owner sees this call too"
        );
    }

    [Fact]
    public async Task lets_a_call_go_on_under_another_agent_that_it_was_handed_to()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        (await account.DeliverAsync(site, account.ApiKey, "call_handed", agentId: "agent_thesecond")).ShouldBe(HttpStatusCode.Unauthorized);
        (await account.DeliverAsync(site, account.ApiKey, "call_handed")).ShouldBe(HttpStatusCode.NoContent);
        (await account.DeliverAsync(site, account.ApiKey, "call_handed", agentId: "agent_thesecond", @event: "call_ended")).ShouldBe(
            HttpStatusCode.NoContent
        );
    }

    [Fact]
    public async Task accepts_the_former_key_for_a_day_after_it_was_replaced()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        var (tenant, agent) = (await site.TenantOfAsync(owner), (await site.AgentOfAsync(owner)).AgentId);
        var seal = site.Get<RetellKeyProtector>();
        var now = DateTimeOffset.UtcNow;
        await using (var session = site.Get<IDocumentStore>().LightweightSession(tenant))
        {
            OwnerKeyStore.Store(session, agent, seal.Protect(tenant, "key_thenextone")!.Sealed, now);
            await session.SaveChangesAsync();
        }
        var keys = site.Get<OwnerKeyStore>();
        (await keys.ReadAsync(tenant, agent, now, CancellationToken.None)).ShouldBe(["key_thenextone", account.ApiKey]);
        (
            await keys.ReadAsync(tenant, agent, now + OwnerKeyStore.FormerKeyLifetime + TimeSpan.FromSeconds(1), CancellationToken.None)
        ).ShouldBe(["key_thenextone"]);
        await AppFixture.Eventually(
            async () => await account.DeliverAsync(site, "key_thenextone", "call_new") == HttpStatusCode.NoContent,
            "the new key is known"
        );
        (await account.DeliverAsync(site, account.ApiKey, "call_old")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task replaces_the_key_once_retell_has_shown_the_agent_for_it()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { org_name = "First" });
        using var elsewhere = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        await owner.SubmitAsync(await owner.GetAsync("/agent/connection"), "form[action*=Key]", ("Key", elsewhere.ApiKey));
        await owner.ReadsAsync("The new key was not taken");
        (await account.DeliverAsync(site, account.ApiKey, "call_stillgood")).ShouldBe(HttpStatusCode.NoContent);
        (
            await owner.SubmitAsync(await owner.GetAsync("/agent/connection"), "form[action*=Key]", ("Key", account.ApiKey))
        ).Text.ShouldNotContain(account.ApiKey);
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/agent/connection")).Words.Contains("good for signatures until", StringComparison.Ordinal),
            "the key is replaced"
        );
        (await owner.GetAsync("/agent")).Words.ShouldNotContain("was not taken");
    }

    [Fact]
    public async Task puts_everything_back_when_the_owner_disconnects()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { webhook_url = Before });
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        var call = await account.CallAsync("wrong_number");
        await AppFixture.Eventually(async () => (await owner.GetAsync($"/calls/{call}")).Status == HttpStatusCode.OK, "a call has come");
        await owner.DisconnectAsync();

        var agent = await account.AgentAsync("latest_published");
        agent["version"]!.GetValue<int>().ShouldBe(2);
        agent["webhook_url"]!.GetValue<string>().ShouldBe(Before);
        agent["webhook_events"].ShouldBeNull();
        (await account.NumberAsync())["inbound_agents"]![0]!["agent_id"]!.GetValue<string>().ShouldBe(account.AgentId);
        (await KeysKeptAsync(owner)).ShouldBe(0);
        (await owner.GetAsync($"/calls/{call}")).Status.ShouldBe(HttpStatusCode.OK);
        await AppFixture.Eventually(
            async () => await account.DeliverAsync(site, account.ApiKey, "call_late") == HttpStatusCode.Unauthorized,
            "the key is forgotten"
        );
        (await owner.GetAsync("/agent/new")).Document.QuerySelector("main form").ShouldNotBeNull();

        using var other = await site.OwnerAsync();
        await other.ConnectAsync(account);
        await other.ReadsAsync("Webhook set");
    }

    [Fact]
    public async Task leaves_alone_on_leaving_what_was_led_elsewhere_meanwhile()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { webhook_url = Before });
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        await account.DraftAsync(after: 1);
        await account.ChangeAgentAsync(2, new { webhook_url = "https://example.com/mine" });
        await account.PublishAsync(2);
        await owner.DisconnectAsync();
        var agent = await account.AgentAsync();
        agent["version"]!.GetValue<int>().ShouldBe(2);
        agent["webhook_url"]!.GetValue<string>().ShouldBe("https://example.com/mine");
    }

    [Fact]
    public async Task says_what_to_paste_where_when_the_key_may_not_change_the_agent()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { webhook_url = Before });
        await account.FailAsync("PATCH /update-agent/*", "refuse", "forbidden");
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        var page = await owner.ReadsAsync("Retell does not let this key change the agent.");
        page.Find($"[data-copy='{Ours}']");
        page.Words.ShouldContain("Waiting for the first event");
        page.Words.ShouldContain("Setting up");
        (await account.AgentAsync())["version"]!.GetValue<int>().ShouldBe(0, "the draft was taken back");

        await account.FailNoMoreAsync();
        var draft = (await account.DraftAsync(after: 0))["version"]!.GetValue<int>();
        await account.ChangeAgentAsync(draft, new { webhook_url = Ours });
        await account.PublishAsync(draft);
        await account.CallAsync("wrong_number");
        (await owner.ReadsAsync("First event received")).Words.ShouldContain("Live");
    }

    [Fact]
    public async Task publishes_no_draft_that_the_owner_has_not()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { webhook_url = Before });
        await account.DraftAsync(after: 0);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        var page = await owner.ReadsAsync("has a draft in Retell's dashboard (version 1)");
        (await account.AgentAsync())["is_published"]!.GetValue<bool>().ShouldBeFalse();
        await account.PublishAsync(1);
        await owner.SubmitAsync(page, "form[action*=Retry]");
        await owner.ReadsAsync("Webhook set");
        (await account.AgentAsync())["version"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("reset-after", "POST /create-agent-version/*")]
    [InlineData("500-after", "PATCH /update-agent/*")]
    [InlineData("lost-answer", "POST /create-agent-version/*")]
    [InlineData("reset-before", "POST /publish-agent-version/*")]
    public async Task makes_one_version_whatever_answer_is_lost(string fault, string match)
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { webhook_url = Before });
        await account.FailAsync(match, fault, times: 1);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        var agent = await account.AgentAsync();
        agent["version"]!.GetValue<int>().ShouldBe(1);
        agent["is_published"]!.GetValue<bool>().ShouldBeTrue();
        agent["webhook_url"]!.GetValue<string>().ShouldBe(Ours);
    }

    [Fact]
    public async Task leads_a_number_that_is_pinned_to_the_new_version_and_back()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { webhook_url = Before, agent_version = 0 });
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        (await account.NumberAsync())["inbound_agents"]![0]!["agent_version"]!.ToString().ShouldBe("1");
        await account.CallAsync("wrong_number");
        await owner.ReadsAsync("First event received");
        await owner.DisconnectAsync();
        (await account.NumberAsync())["inbound_agents"]![0]!["agent_version"]!.ToString().ShouldBe("2");
    }

    [Fact]
    public async Task shows_the_pin_of_a_number_that_it_may_not_lead()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { agent_version = 0 });
        await account.FailAsync("PATCH /update-phone-number/*", "refuse", "forbidden");
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("The number stays at version 0");
        (await account.NumberAsync())["inbound_agents"]![0]!["agent_version"]!.ToString().ShouldBe("0");
    }

    [Fact]
    public async Task of_the_platforms_own_account_waits_for_an_admin_and_then_gets_what_came_before()
    {
        using var account = await CustomerRetellAccount.OpenAsync(
            site,
            new
            {
                webhook_url = Ours,
                agent_name = "Shared",
                general_prompt = "You answer the phone. Said by the shared agent alone.",
            },
            inAccountOf: site.Get<RetellSettings>().ApiKey
        );
        var call = await account.CallAsync("wrong_number");
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account, ("Key", ""));
        var waiting = await owner.ReadsAsync("Waiting for an administrator to agree");
        waiting.Words.ShouldNotContain("Key accepted");
        waiting.Words.ShouldNotContain("You answer the phone", customMessage: "what the agent says is nobody's to read yet");
        (await site.EverythingStoredAsync("Said by the shared agent alone")).ShouldBeEmpty();
        (await owner.GetAsync($"/calls/{call}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await owner.GetAsync("/admin/claims")).Words.ShouldNotContain(account.AgentId);

        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var claims = await admin.GetAsync("/admin/claims");
        claims.Words.ShouldContain(owner.Email);
        await admin.SubmitAsync(claims, RowOf(claims, account, "Approve"));
        (await owner.ReadsAsync("An administrator agreed", "Webhook set")).Words.ShouldContain("Said by the shared agent alone");
        await AppFixture.Eventually(
            async () => (await owner.GetAsync($"/calls/{call}")).Status == HttpStatusCode.OK,
            "the call that came before is applied"
        );
        await owner.ReadsAsync("First event received");
        (await admin.GetAsync("/admin/claims")).Words.ShouldNotContain(account.AgentId);
        (await admin.SubmitAsync(claims, RowOf(claims, account, "Refuse"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await site.InvokeAsync(new ReconcileWithRetell(), Installation.Tenant);
        (await owner.GetAsync("/agent")).Words.ShouldContain("Live");
    }

    [Fact]
    public async Task of_the_platforms_own_account_ends_when_an_admin_refuses()
    {
        using var account = await CustomerRetellAccount.OpenAsync(
            site,
            new { webhook_url = Before },
            inAccountOf: site.Get<RetellSettings>().ApiKey
        );
        using var owner = await site.OwnerAsync();
        // The platform's own key proves no more than none.
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Waiting for an administrator to agree");
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var claims = await admin.GetAsync("/admin/claims");
        await admin.SubmitAsync(claims, RowOf(claims, account, "Refuse"));
        await owner.ReadsAsync("did not agree that this agent is yours");
        (await account.AgentAsync())["webhook_url"]!.GetValue<string>().ShouldBe(Before);
        (await owner.GetAsync("/agent/connect")).Document.QuerySelector("main form").ShouldNotBeNull();
    }

    [Fact]
    public async Task is_left_out_of_the_reconciliation()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        await site.InvokeAsync(new ReconcileWithRetell(), Installation.Tenant);
        var page = await owner.GetAsync("/agent");
        page.Words.ShouldContain("Live");
        page.Words.ShouldNotContain("is gone");
    }

    [Fact]
    public async Task leaves_the_plain_key_in_no_table_no_log_and_no_page()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await site.OwnerAsync();
        var canary = $"Canary {Guid.NewGuid():N}";
        await owner.ConnectAsync(account, ("Name", canary));
        await owner.ReadsAsync("Webhook set");
        await account.CallAsync("wrong_number");
        await owner.ReadsAsync("First event received");
        await owner.SubmitAsync(await owner.GetAsync("/agent/connection"), "form[action*=Key]", ("Key", account.ApiKey));
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/agent/connection")).Words.Contains("good for signatures until", StringComparison.Ordinal),
            "the key is replaced"
        );
        using var other = await site.OwnerAsync();
        await other.ConnectAsync(account);
        await other.ReadsAsync("connected already");

        string[] places = ["events.mt_events", "agents.mt_doc_agentdetails", "wolverine.wolverine_incoming_envelopes"];
        places.Except(await site.EverythingStoredAsync(canary)).ShouldBeEmpty("the search finds what is stored");
        (await site.EverythingStoredAsync(account.ApiKey)).ShouldBeEmpty();
        site.Log.All.ShouldNotBeEmpty();
        site.Log.All.Where(x => x.Contains(account.ApiKey, StringComparison.Ordinal)).ShouldBeEmpty();
        foreach (var path in (string[])["/agent", "/agent/connection", "/agent/connect", "/"])
        {
            (await owner.GetAsync(path)).Text.ShouldNotContain(account.ApiKey);
            (await other.GetAsync(path)).Text.ShouldNotContain(account.ApiKey);
        }
    }

    static IEnumerable<string> Questions(System.Text.Json.Nodes.JsonNode agent) =>
        agent["post_call_analysis_data"]!.AsArray().Select(x => x!["name"]!.GetValue<string>());

    static string RowOf(Answer claims, CustomerRetellAccount account, string decision)
    {
        var rows = claims.Document.QuerySelectorAll("main tbody tr").ToList();
        var row = rows.FindIndex(x => x.TextContent.Contains(account.AgentId, StringComparison.Ordinal));
        row.ShouldBeGreaterThanOrEqualTo(0, claims.Words);
        return $"main tbody tr:nth-child({row + 1}) form[action*={decision}]";
    }

    async Task<long> KeysKeptAsync(BrowserSession owner)
    {
        await using var command = site.Database(DatabaseRole.Worker)
            .CreateCommand("select count(*) from secrets.retell_keys where tenant_id = $1");
        command.Parameters.AddWithValue(await site.TenantOfAsync(owner));
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
