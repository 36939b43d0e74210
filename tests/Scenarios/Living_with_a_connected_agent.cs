using System.Net;
using Shouldly;
using Switchhook.Agents;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Versions;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Reconciliation;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Scenarios;

public class Living_with_a_connected_agent(AppFixture site)
{
    const string Before = "https://n8n.example.com/webhook/before";

    [Fact]
    public async Task edits_it_with_its_owners_key_and_leaves_its_name_at_retell_alone()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { agent_name = "Harbor desk", webhook_url = Before });
        using var owner = await ConnectedAsync(account);
        var review = await owner.SubmitAsync(
            await owner.GetAsync("/agent/settings"),
            "main form[action*=Review]",
            ("Name", "Reception"),
            ("Greeting", "Good morning, Harbor Plumbing.")
        );
        await owner.SubmitAsync(review, "main form[action*=Save]");
        (await site.SettledAsync(owner, 2)).State.ShouldBe(RevisionState.Published);
        var agent = await account.AgentAsync("latest_published");
        agent["agent_name"]!.GetValue<string>().ShouldBe("Harbor desk");
        (await account.NumberAsync())["nickname"]!.GetValue<string>().ShouldBe("Harbor desk");
        agent["webhook_url"]!.GetValue<string>().ShouldBe(site.Get<RetellSettings>().WebhookUrl);
        (await account.PromptAsync())["begin_message"]!.GetValue<string>().ShouldBe("Good morning, Harbor Plumbing.");
        (await account.PromptAsync())["general_prompt"]!
            .GetValue<string>()
            .ShouldBe("You answer the phone of a small business and take messages.");

        await owner.DisconnectAsync();
        (await account.AgentAsync("latest_published"))["webhook_url"]!.GetValue<string>().ShouldBe(Before);
        (await account.PromptAsync())["begin_message"]!.GetValue<string>().ShouldBe("Good morning, Harbor Plumbing.");
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
    }

    [Fact]
    public async Task notices_what_was_changed_in_retells_dashboard_and_not_what_only_has_another_name()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await ConnectedAsync(account);
        await account.DraftAsync(after: 1);
        await account.ChangeAgentAsync(2, new { agent_name = "Another name" });
        await account.PublishAsync(2);
        await LookAsync(owner);
        (await site.AgentOfAsync(owner)).Foreign.ShouldBeNull();

        await account.DraftAsync(after: 2);
        await account.ChangeAgentAsync(3, new { max_call_duration_ms = 120_000 });
        await account.PublishAsync(3);
        await LookAsync(owner);
        var page = await owner.ReadsAsync("The agent was changed in Retell's dashboard");
        page.Words.ShouldContain("Front desk");
        (await site.AgentOfAsync(owner)).Foreign!.MaxCallMinutes.ShouldBe(2);
    }

    [Fact]
    public async Task pauses_and_resumes_it_with_its_owners_key_and_is_not_disconnected_meanwhile()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await ConnectedAsync(account);
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "form[action*=Pause]");
        await owner.ReadsAsync("Paused.");
        (await account.NumberAsync())["inbound_agents"]!.AsArray().ShouldBeEmpty();

        var refused = await owner.SubmitAsync(await owner.GetAsync("/agent/connection"), "#disconnect form");
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Words.ShouldContain("Resume it before you disconnect it");
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "form[action*=Resume]");
        await AppFixture.Eventually(async () => (await site.AgentOfAsync(owner)).Status == AgentStatus.Live, "it answers again");
        (await account.NumberAsync())["inbound_agents"]![0]!["agent_id"]!.GetValue<string>().ShouldBe(account.AgentId);
        await owner.DisconnectAsync();
    }

    [Fact]
    public async Task lets_go_of_what_sent_callers_on_and_still_takes_in_what_comes_late_of_it()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var owner = await ConnectedAsync(account);
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "#pause", ("FallbackNumber", "+12125550132"));
        await owner.ReadsAsync("Paused.");
        var sendsOn = (await account.NumberAsync())["inbound_agents"]![0]!["agent_id"]!.GetValue<string>();
        sendsOn.ShouldNotBe(account.AgentId);
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "form[action*=Resume]");
        await AppFixture.Eventually(
            async () => (await RoutesAsync(owner)).SequenceEqual([account.AgentId, $"{sendsOn} no longer"], StringComparer.Ordinal),
            "it is linked no longer"
        );

        (await site.Get<ReconciledAccounts>().ReadAsync(TestContext.Current.CancellationToken))
            .Where(x => x.ApiKey == account.ApiKey)
            .ShouldHaveSingleItem()
            .Agents.ShouldBe([account.AgentId]);
        var late = $"call_{Guid.CreateVersion7():n}";
        (await account.DeliverAsync(site, account.WebhookKey, late, sendsOn)).ShouldBe(HttpStatusCode.NoContent);
        await AppFixture.Eventually(
            async () => (await owner.GetAsync($"/calls/{late}")).Status == HttpStatusCode.OK,
            "the late call is the owner's"
        );
    }

    [Fact]
    public async Task asks_for_its_owners_key_again_when_it_cannot_be_opened_any_more()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { webhook_url = Before });
        using var owner = await ConnectedAsync(account);
        (await owner.GetAsync("/agent")).Words.ShouldNotContain("Enter your Retell key again");

        // Sealed for somebody else, which opens as little as what was sealed with a key that is lost.
        await using (var lose = site.Database("worker").CreateCommand("update secrets.retell_keys set sealed = $1 where tenant_id = $2"))
        {
            lose.Parameters.AddWithValue(site.Get<RetellKeyProtector>().Protect("nobody", account.ApiKey)!.Sealed);
            lose.Parameters.AddWithValue(await site.TenantOfAsync(owner));
            await lose.ExecuteNonQueryAsync();
        }
        await site.Get<UnreadableKeyCheck>().CheckAsync(TestContext.Current.CancellationToken);
        await owner.ReadsAsync("Enter your Retell key again");
        foreach (var page in (string[])["/agent", "/agent/connection"])
            (await owner.GetAsync(page)).Words.ShouldContain(
                "Enter your Retell key again. The one you gave can no longer be opened here, so this agent's calls do not come in."
            );
        var ready = await owner.GetAsync("/health/ready");
        ready.Status.ShouldBe(HttpStatusCode.OK);
        ready.Text.ShouldContain("that cannot be opened, so no calls come in: their owners have to enter the key again.");

        await owner.SubmitAsync(await owner.GetAsync("/agent/connection"), "form[action*=Key]", ("Key", account.ApiKey));
        await AppFixture.Eventually(
            async () => !(await owner.GetAsync("/agent")).Words.Contains("Enter your Retell key again", StringComparison.Ordinal),
            "the new key is in use"
        );
        await owner.DisconnectAsync();
    }

    [Fact]
    public async Task never_deletes_anything_at_retell()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { webhook_url = Before });
        using var owner = await ConnectedAsync(account);
        (await owner.GetAsync("/agent")).Document.QuerySelector("form[action*=Delete]").ShouldBeNull();
        var forged = await owner.ForgeAsync(HttpMethod.Post, "/agent?handler=Delete", ("Typed", "Front desk"));
        forged.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        forged.Words.ShouldContain("disconnect it instead");
        using var machine = new ApiClient(site, await owner.KeyAsync());
        var agent = await site.AgentOfAsync(owner);
        await machine.SendAsync(HttpMethod.Delete, $"/api/agents/{agent.AgentId}", null);
        await AppFixture.Eventually(
            async () => (await machine.GetAsync($"/api/agents/{agent.AgentId}")).Json.GetProperty("status").GetString() == "disconnected",
            "it is disconnected"
        );
        (await account.HeldAsync()).ShouldBe(["llm", "agent", "number"], ignoreOrder: true);
        (await account.AgentAsync("latest_published"))["webhook_url"]!.GetValue<string>().ShouldBe(Before);
    }

    [Fact]
    public async Task connects_it_over_the_api_and_follows_it_to_its_first_call()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site, new { org_name = "Harbor Plumbing LLC", webhook_url = Before });
        using var machine = await site.ApiClientAsync();
        var asked = new
        {
            name = "Front desk",
            retell_agent_id = account.AgentId,
            retell_phone_number_id = account.Number,
            retell_api_key = account.ApiKey,
        };
        var location = (await machine.PostAsync("/api/agents/connect", asked, ("Idempotency-Key", "one")))
            .ShouldBe(HttpStatusCode.Accepted)
            .Headers["Location"];
        (await machine.PostAsync("/api/agents/connect", asked, ("Idempotency-Key", "one")))
            .ShouldBe(HttpStatusCode.Accepted)
            .Headers["Location"]
            .ShouldBe(location);
        await AppFixture.Eventually(
            async () => (await machine.GetAsync(location)).Json.GetProperty("status").GetString() == "live",
            "it is live"
        );
        await account.CallAsync("wrong_number");
        await AppFixture.Eventually(
            async () => (await machine.GetAsync(location)).Json.GetProperty("connection").GetProperty("heard").GetBoolean(),
            "its first event has come"
        );
        var answer = await machine.GetAsync(location);
        answer.Json.GetProperty("connection").GetProperty("account").GetString().ShouldBe("Harbor Plumbing LLC");
        answer.Json.GetProperty("connection").GetProperty("former_webhook_url").GetString().ShouldBe(Before);
        answer
            .Json.GetProperty("steps")
            .EnumerateArray()
            .Select(x => x.GetProperty("step").GetString())
            .ShouldBe(["key", "agent", "number", "webhook", "first_event"]);
        answer.Json.GetProperty("phone_number").GetString().ShouldBe(account.Number);
        answer.Text.ShouldNotContain(account.ApiKey);
        (await site.EverythingStoredAsync(account.ApiKey)).ShouldBeEmpty();
    }

    [Fact]
    public async Task says_over_the_api_why_it_cannot_be_connected()
    {
        using var account = await CustomerRetellAccount.OpenAsync(site);
        using var machine = await site.ApiClientAsync();
        var wrong = (
            await machine.PostAsync(
                "/api/agents/connect",
                new
                {
                    name = "x",
                    retell_agent_id = "",
                    retell_phone_number_id = "555",
                    retell_api_key = "a b",
                }
            )
        ).ShouldBe(HttpStatusCode.UnprocessableEntity, "invalid-fields");
        wrong.Wrong("retell_agent_id").ShouldContain("begins with");
        wrong.Wrong("retell_phone_number_id").ShouldContain("country code");
        wrong.Wrong("retell_api_key").ShouldContain("no API key");

        var refused = (
            await machine.PostAsync(
                "/api/agents/connect",
                new
                {
                    name = "Front desk",
                    retell_agent_id = account.AgentId,
                    retell_phone_number_id = account.Number,
                    retell_api_key = "nope",
                }
            )
        ).ShouldBe(HttpStatusCode.Accepted).Headers["Location"];
        await AppFixture.Eventually(
            async () => (await machine.GetAsync(refused)).Json.GetProperty("status").GetString() == "failed",
            "it is refused"
        );
        var failure = (await machine.GetAsync(refused)).Json.GetProperty("failure");
        failure.GetProperty("step").GetString().ShouldBe("key");
        failure.GetProperty("message").GetString()!.ShouldContain("does not accept this key");
        failure.GetProperty("undone").GetBoolean().ShouldBeTrue();
    }

    async Task<BrowserSession> ConnectedAsync(CustomerRetellAccount account)
    {
        var owner = await site.OwnerAsync();
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Webhook set");
        return owner;
    }

    async Task<List<string>> RoutesAsync(BrowserSession owner)
    {
        await using var command = site.Database(DatabaseRole.Worker)
            .CreateCommand(
                "select retell_agent_id || case when linked then '' else ' no longer' end from calls.agent_routes where tenant_id "
                    + "= $1 order by linked desc"
            );
        command.Parameters.AddWithValue(await site.TenantOfAsync(owner));
        await using var rows = await command.ExecuteReaderAsync();
        var routes = new List<string>();
        while (await rows.ReadAsync())
            routes.Add(rows.GetString(0));
        return routes;
    }

    async Task LookAsync(BrowserSession owner)
    {
        var (tenant, agent) = (await site.TenantOfAsync(owner), await site.AgentOfAsync(owner));
        await site.InvokeAsync(new CheckLiveVersion(agent.AgentId, Surely: true), tenant);
    }
}
