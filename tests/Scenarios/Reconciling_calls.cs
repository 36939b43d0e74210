using System.Net;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Switchhook.Agents.Connections;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Details;
using Xunit;

namespace Switchhook.Scenarios;

public class Reconciling_calls(LostWebhooksFixture site) : IClassFixture<LostWebhooksFixture>
{
    readonly RetellDashboard desk = new(site);

    [Fact]
    public async Task finds_what_no_webhook_told_and_changes_nothing_when_that_comes_late()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var tenant = await site.TenantOfAsync(owner);
        var call = await site.LoseCallAsync(owner);
        (await owner.GetAsync($"/calls/{call}")).Status.ShouldBe(HttpStatusCode.NotFound);
        site.DropsWebhooks = false;

        (await site.ReconcileAsync()).ShouldBeTrue();
        await AnalysedAsync(tenant, call);
        (await owner.GetAsync($"/calls/{call}")).Find(".page-head .dot").TextContent.ShouldBe("Wants an appointment");
        await AppFixture.Eventually(
            async () => (await owner.GetAsync("/leads?view=all")).Document.QuerySelectorAll("tr[id^=lead-]").Length == 1,
            "the lead is in the inbox"
        );
        (await StoryAsync(tenant, call)).ShouldBe(["CallEnded", "CallAnalyzed"], ignoreOrder: true);
        (await OriginsAsync(call)).ShouldBe(["call_analyzed sweep", "call_ended sweep"]);

        var before = await PageAsync(tenant, call);
        foreach (var late in site.Dropped(call))
            (await site.PostAsync(late, site.Sign(late))).Status.ShouldBe(HttpStatusCode.NoContent);
        await DoneAsync(call);
        (await PageAsync(tenant, call)).ShouldBe(before);
        (await StoryAsync(tenant, call)).Count(x => x is "CallEnded" or "CallAnalyzed").ShouldBe(2);
        (await owner.GetAsync("/leads?view=all")).Document.QuerySelectorAll("tr[id^=lead-]").Length.ShouldBe(1);
    }

    [Fact]
    public async Task asks_for_nothing_again_that_it_has()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var call = await site.LoseCallAsync(owner, "question");
        site.DropsWebhooks = false;
        await site.ReconcileAsync();
        var asked = await desk.FailAsync(
            new
            {
                match = $"GET /v2/get-call/{call}",
                fault = "watch",
                times = 0,
            }
        );
        await site.ReconcileAsync();
        ((int)(await desk.FaultAsync(asked))["struck"]!).ShouldBe(0);
        (await OriginsAsync(call)).Count.ShouldBe(2);
        await desk.ClearFaultAsync(asked);
    }

    [Fact]
    public async Task goes_on_through_all_pages()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var tenant = await site.TenantOfAsync(owner);
        string[] calls =
        [
            await site.LoseCallAsync(owner),
            await site.LoseCallAsync(owner, "hangup"),
            await site.LoseCallAsync(owner, "spam"),
            await site.LoseCallAsync(owner, "never_connected"),
            await site.LoseCallAsync(owner, "angry"),
        ];
        site.DropsWebhooks = false;
        (await site.ReconcileAsync()).ShouldBeTrue();
        foreach (var call in calls)
            await AnalysedAsync(tenant, call);
    }

    [Fact]
    public async Task waits_as_long_as_retell_asks_it_to()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var tenant = await site.TenantOfAsync(owner);
        var call = await site.LoseCallAsync(owner);
        site.DropsWebhooks = false;
        var busy = await desk.FailAsync(
            new
            {
                match = "POST /v3/list-calls",
                fault = "429",
                retry_after = 1,
                times = 1,
            }
        );
        var watch = System.Diagnostics.Stopwatch.StartNew();
        (await site.ReconcileAsync()).ShouldBeTrue();
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
        await AnalysedAsync(tenant, call);
        await desk.ClearFaultAsync(busy);
    }

    [Fact]
    public async Task leaves_retell_alone_when_it_wants_long_and_begins_there_again()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var tenant = await site.TenantOfAsync(owner);
        var call = await site.LoseCallAsync(owner);
        site.DropsWebhooks = false;
        var busy = await desk.FailAsync(
            new
            {
                match = "POST /v3/list-calls",
                fault = "429",
                retry_after = 3600,
                times = 0,
            }
        );
        (await site.ReconcileAsync()).ShouldBeFalse();
        (await site.ReconcileAsync()).ShouldBeFalse();
        ((int)(await desk.FaultAsync(busy))["struck"]!).ShouldBe(1);
        await desk.ClearFaultAsync(busy);
        await TellAsync("update calls.looks set not_before = null where account = 'platform'");
        (await site.ReconcileAsync()).ShouldBeTrue();
        await AnalysedAsync(tenant, call);
    }

    [Fact]
    public async Task ends_a_call_whose_end_was_never_told_and_that_no_list_shows_any_more()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var tenant = await site.TenantOfAsync(owner);
        var call = await site.LoseCallAsync(owner);
        site.DropsWebhooks = false;
        // It began three hours ago; since then the list has been looked through without it.
        var started = DateTimeOffset.UtcNow.AddHours(-3).ToUnixTimeMilliseconds();
        var agent = (await site.AgentOfAsync(owner)).RetellAgentId;
        await site.PostSignedAsync(
            $$$"""{"event":"call_started","call":{"call_id":"{{{call}}}","call_type":"phone_call","agent_id":"{{{agent}}}","start_timestamp":{{{started}}},"call_status":"ongoing"}}"""
        );
        await AppFixture.Eventually(async () => (await StoryAsync(tenant, call)).Contains("CallStarted"), "the call has begun");
        await TellAsync(
            "insert into calls.looks (account, looked_until, tried_at) values ('platform', now() - interval '1 hour', now()) on "
                + "conflict (account) do update set looked_until = excluded.looked_until"
        );
        var blind = await desk.FailAsync(
            new
            {
                match = "POST /v3/list-calls",
                fault = "list-lag",
                ms = 86_400_000,
            }
        );
        (await site.ReconcileAsync()).ShouldBeTrue();
        await desk.ClearFaultAsync(blind);
        await AnalysedAsync(tenant, call);
    }

    [Fact]
    public async Task uses_an_owners_own_key_for_the_owners_own_account()
    {
        using var owner = await site.OwnerAsync();
        using var account = await CustomerRetellAccount.OpenAsync(site);
        await owner.ConnectAsync(account);
        await owner.ReadsAsync("Waiting for the first event");
        (await site.ReconcileAsync()).ShouldBeTrue();
        site.DropsWebhooks = true;
        var call = await account.WholeCallAsync();
        site.DropsWebhooks = false;
        (await site.ReconcileAsync()).ShouldBeTrue();
        await AnalysedAsync(await site.TenantOfAsync(owner), call);
    }

    [Fact]
    public async Task asks_nothing_for_an_owner_whose_key_is_lost_and_goes_on_with_the_others()
    {
        using var theirs = await site.OwnerAsync();
        using var account = await CustomerRetellAccount.OpenAsync(site);
        await theirs.ConnectAsync(account);
        await theirs.ReadsAsync("Webhook set");
        // Sealed for somebody else, which opens as little as what was sealed with a key that is lost.
        await TellAsync(
            $"update secrets.retell_keys set sealed = '{site.Get<RetellKeyProtector>().Protect("nobody", account.ApiKey)!.Sealed}' "
                + $"where tenant_id = '{await site.TenantOfAsync(theirs)}'"
        );
        using var owner = await site.OwnerWithAgentAsync();
        var call = await site.LoseCallAsync(owner);
        site.DropsWebhooks = false;
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        site.InsteadOfRetell = context =>
        {
            if (context.Request.Path.Value!.EndsWith("/v3/list-calls", StringComparison.Ordinal))
                asked.Add(context.Request.Headers.Authorization.ToString());
            return Task.FromResult(false);
        };
        // What was read of the key a moment ago is used until then.
        await AppFixture.Eventually(
            async () =>
                await site.ReconcileAsync()
                && (await TellAsync($"select failure from calls.looks where account = '{account.AgentId}'")).SequenceEqual([
                    "The owner's key cannot be opened",
                ]),
            "its failure is noted"
        );
        asked.Clear();
        (await site.ReconcileAsync()).ShouldBeTrue();
        site.InsteadOfRetell = null;
        asked.ShouldNotBeEmpty();
        asked.ShouldAllBe(x => x.Length > "Bearer ".Length);
        await AnalysedAsync(await site.TenantOfAsync(owner), call);
    }

    [Theory, InlineData(500), InlineData(403)]
    public async Task goes_on_when_retell_cannot_show_one_call_and_asks_for_it_again_later(int status)
    {
        using var owner = await site.OwnerWithAgentAsync();
        var tenant = await site.TenantOfAsync(owner);
        var (first, second) = (await site.LoseCallAsync(owner), await site.LoseCallAsync(owner, "question"));
        site.DropsWebhooks = false;
        var broken = await desk.FailAsync(
            new
            {
                match = $"GET /v2/get-call/{first}",
                fault = "refuse",
                status,
                message = "Something went wrong.",
                times = 0,
            }
        );
        (await site.ReconcileAsync()).ShouldBeTrue();
        await AnalysedAsync(tenant, second);
        (await TellAsync($"select reason from calls.unread_calls where call_id = '{first}'")).ShouldBe([$"Retell answered {status}"]);
        var struck = (int)(await desk.FaultAsync(broken))["struck"]!;
        (await site.ReconcileAsync()).ShouldBeTrue();
        ((int)(await desk.FaultAsync(broken))["struck"]!).ShouldBe(struck, "its time has not come");

        await TellAsync($"update calls.unread_calls set not_before = now() where call_id = '{first}'");
        (await site.ReconcileAsync()).ShouldBeTrue();
        (await TellAsync($"select attempts::text from calls.unread_calls where call_id = '{first}'")).ShouldBe(["2"]);
        await desk.ClearFaultAsync(broken);
        await TellAsync($"update calls.unread_calls set not_before = now() where call_id = '{first}'");
        (await site.ReconcileAsync()).ShouldBeTrue();
        await AnalysedAsync(tenant, first);
        (await TellAsync($"select reason from calls.unread_calls where call_id = '{first}'")).ShouldBeEmpty();
    }

    [Fact]
    public async Task stops_where_a_list_leads_back_to_what_it_has_shown()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var tenant = await site.TenantOfAsync(owner);
        var call = await site.LoseCallAsync(owner);
        site.DropsWebhooks = false;
        await site.ReconcileAsync();
        await AnalysedAsync(tenant, call);
        var asked = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        site.InsteadOfRetell = async context =>
        {
            if (!context.Request.Path.Value!.EndsWith("/v3/list-calls", StringComparison.Ordinal))
                return false;
            context.Response.ContentType = "application/json";
            var times = asked.AddOrUpdate(context.Request.Headers.Authorization.ToString(), 1, (_, before) => before + 1);
            await context.Response.WriteAsync($$"""{"items":[],"has_more":true,"pagination_key":"{{times % 2}}"}""");
            return true;
        };
        (await site.ReconcileAsync()).ShouldBeFalse();
        site.InsteadOfRetell = null;
        // Each account by itself: others may be connected by now.
        asked.Values.ShouldAllBe(times => times == 3);
        asked.ShouldNotBeEmpty();
        (await TellAsync("select failure from calls.looks where account = 'platform'")).ShouldBe(["Retell's list of calls has no end"]);
        (await site.ReconcileAsync()).ShouldBeTrue();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task loses_no_call_while_its_own_clock_is_ahead(bool lookedBefore)
    {
        using var owner = await site.OwnerWithAgentAsync();
        var tenant = await site.TenantOfAsync(owner);
        if (lookedBefore)
            (await site.ReconcileAsync()).ShouldBeTrue();
        else
            await TellAsync("delete from calls.looks");
        var during = await site.LoseCallAsync(owner);
        (await site.ReconcileAheadAsync(TimeSpan.FromDays(2))).ShouldBeTrue();
        (
            await TellAsync("select account from calls.looks where looked_until > now() or tried_at > now() + interval '1 minute'")
        ).ShouldBeEmpty();
        site.Get<OperatorAlerts>().Active.ShouldContain(x => x.StartsWith("This server's clock is 2 days ahead of Retell's."));
        var between = await site.LoseCallAsync(owner, "question");
        site.DropsWebhooks = false;

        (await site.ReconcileAsync()).ShouldBeTrue();
        await AnalysedAsync(tenant, during);
        await AnalysedAsync(tenant, between);
        site.Get<OperatorAlerts>().Active.ShouldNotContain(x => x.Contains("clock"));
    }

    [Fact]
    public async Task finds_what_was_lost_after_a_look_was_noted_in_the_future()
    {
        using var owner = await site.OwnerWithAgentAsync();
        var tenant = await site.TenantOfAsync(owner);
        await site.ReconcileAsync();
        var call = await site.LoseCallAsync(owner);
        site.DropsWebhooks = false;
        await TellAsync(
            "update calls.looks set looked_until = now() + interval '2 days', not_before = now() + interval '2 days' where "
                + "account = 'platform'"
        );
        (await site.ReconcileAsync()).ShouldBeTrue();
        await AnalysedAsync(tenant, call);
    }

    [Fact]
    public async Task is_done_by_one_process_at_a_time()
    {
        await using var other = await site.Database(DatabaseRole.Worker).OpenConnectionAsync();
        await using var take = new Npgsql.NpgsqlCommand("select pg_advisory_lock(7464004)", other);
        await take.ExecuteNonQueryAsync();
        var asked = await desk.FailAsync(
            new
            {
                match = "POST /v3/list-calls",
                fault = "watch",
                times = 0,
            }
        );
        using var owner = await site.OwnerWithAgentAsync();
        (await site.ReconcileAsync(whenFree: false)).ShouldBeTrue();
        ((int)(await desk.FaultAsync(asked))["struck"]!).ShouldBe(0);
        await desk.ClearFaultAsync(asked);
    }

    Task AnalysedAsync(string tenant, string call) =>
        AppFixture.Eventually(
            async () =>
            {
                await using var reading = site.Reading(tenant);
                return (await reading.LoadAsync<CallDetails>("call/" + call)) is { Over: true, Analysis: not null, Ending.At: not null };
            },
            $"{call} is analysed"
        );

    async Task<string> PageAsync(string tenant, string call)
    {
        await using var reading = site.Reading(tenant);
        var page = (await reading.LoadAsync<CallDetails>("call/" + call))!;
        // Signed afresh each time that Retell tells it.
        page.RecordingUrl = null;
        return System.Text.Json.JsonSerializer.Serialize(page);
    }

    async Task<List<string>> StoryAsync(string tenant, string call)
    {
        await using var reading = site.Reading(tenant);
        return [.. (await reading.Events.FetchStreamAsync("call/" + call)).Select(x => x.Data.GetType().Name)];
    }

    Task DoneAsync(string call) =>
        AppFixture.Eventually(
            async () =>
                (await TellAsync($"select count(*)::text from calls.deliveries where call_id = '{call}' and verdict = 'accepted'"))[0]
                == "0",
            "all is interpreted"
        );

    Task<List<string>> OriginsAsync(string call) =>
        TellAsync($"select event || ' ' || origin from calls.deliveries where call_id = '{call}' order by event");

    async Task<List<string>> TellAsync(string sql)
    {
        await using var command = site.Database(DatabaseRole.Worker).CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var told = new List<string>();
        while (await rows.ReadAsync())
            told.Add(rows.GetString(0));
        return told;
    }
}
