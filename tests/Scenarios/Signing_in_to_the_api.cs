using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.BuildingBlocks;
using Wolverine;
using Xunit;

namespace Switchhook.Scenarios;

public class Signing_in_to_the_api(AppFixture site)
{
    [Fact]
    public async Task asks_for_a_key_when_none_is_sent()
    {
        using var nobody = new ApiClient(site);
        (await nobody.GetAsync("/api/agents"))
            .ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated")
            .Headers["WWW-Authenticate"]
            .ShouldStartWith("Bearer");
    }

    [
        Theory,
        InlineData("nope"),
        InlineData("swh_"),
        InlineData("swh_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        InlineData("eyJhbGciOiJub25lIn0.e30.")
    ]
    public async Task refuses_a_key_that_nobody_made(string key)
    {
        using var stranger = new ApiClient(site, key);
        (await stranger.GetAsync("/api/agents"))
            .ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated")
            .Headers["WWW-Authenticate"]
            .ShouldContain("invalid_token");
    }

    [Fact]
    public async Task refuses_a_password_in_the_header()
    {
        using var machine = new ApiClient(site);
        (await machine.GetAsync("/api/agents", ("Authorization", "Basic YTpi"))).ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task lets_a_key_that_may_only_read_change_nothing()
    {
        using var reader = await site.ApiClientAsync("read");
        (await reader.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
        (await reader.CreateAgentAsync())
            .ShouldBe(HttpStatusCode.Forbidden, "insufficient-scope")
            .Headers["WWW-Authenticate"]
            .ShouldContain("insufficient_scope");
        (await reader.GetAsync("/api/agents")).Json.GetProperty("agents").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task shows_a_key_once_and_keeps_only_its_hash()
    {
        using var owner = await site.OwnerAsync();
        var key = await owner.KeyAsync();
        var page = await owner.GetAsync("/account/keys");
        page.Text.ShouldNotContain(key);
        page.Words.ShouldContain("CI");
        (await RowsAsync("select count(*)::text from accounts.api_keys k where k::text like '%' || $1 || '%'", key[4..])).ShouldBe(["0"]);
        (await RowsAsync("select count(*)::text from accounts.api_keys where hash = sha256($1::bytea)", key)).ShouldBe(["1"]);
    }

    [Fact]
    public async Task makes_one_key_of_a_form_that_is_sent_twice()
    {
        using var owner = await site.OwnerAsync();
        var form = await owner.GetAsync("/account/keys");
        var first = await owner.SubmitAsync(form, "main form.card", ("Name", "CI"), ("Scope", "read"));
        first.Find("#new-key").TextContent.ShouldStartWith("swh_");
        var second = await owner.SubmitAsync(form, "main form.card", ("Name", "CI"), ("Scope", "read"));
        second.Words.ShouldContain("shown only once");
        second.Document.QuerySelector("#new-key").ShouldBeNull();
        second.Document.QuerySelectorAll("table.list tbody tr").Length.ShouldBe(1);
    }

    [Fact]
    public async Task refuses_a_key_without_a_name()
    {
        using var owner = await site.OwnerAsync();
        var answer = await owner.SubmitAsync(await owner.GetAsync("/account/keys"), "main form.card", ("Name", " "), ("Scope", "read"));
        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.Words.ShouldContain("Give the key a name");
    }

    [Fact]
    public async Task ends_with_the_revocation_of_the_key()
    {
        using var owner = await site.OwnerAsync();
        using var machine = new ApiClient(site, await owner.KeyAsync());
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
        var revoked = await owner.SubmitAsync(await owner.GetAsync("/account/keys"), "table.list form");
        revoked.Words.ShouldContain("The key is revoked");
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task lets_nobody_revoke_anothers_key()
    {
        using var owner = await site.OwnerAsync();
        using var machine = new ApiClient(site, await owner.KeyAsync());
        var id = (await owner.GetAsync("/account/keys")).Find("table.list form [name=KeyId]").GetAttribute("value")!;
        using var other = await site.OwnerAsync();
        await other.KeyAsync();
        await other.SubmitAsync(await other.GetAsync("/account/keys"), "table.list form", ("KeyId", id));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task takes_nothing_from_the_form_of_another_account()
    {
        using var owner = await site.OwnerAsync();
        using var other = await site.OwnerAsync();
        var nonce = (await owner.GetAsync("/account/keys")).Find("main form [name=KeyId]").GetAttribute("value")!;
        foreach (var visitor in new[] { owner, other })
        {
            var made = await visitor.SubmitAsync(
                await visitor.GetAsync("/account/keys"),
                "main form:has([name=Name])",
                ("KeyId", nonce),
                ("Name", "Scripts")
            );
            made.Words.ShouldContain("swh_");
            made.Words.ShouldNotContain("was made already");
        }
    }

    [Fact]
    public async Task ends_with_the_suspension_of_the_account()
    {
        using var owner = await site.OwnerAsync();
        using var machine = new ApiClient(site, await owner.KeyAsync());
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
        var account = await AccountAsync(owner);
        await SendAsync(account, new SuspendAccount(account, Guid.NewGuid()));
        await SendAsync(account, new SyncIdentity(account));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.Unauthorized, "unauthenticated");
        await SendAsync(account, new ReinstateAccount(account, Guid.NewGuid()));
        await SendAsync(account, new SyncIdentity(account));
        (await machine.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task writes_down_when_a_key_is_made_used_and_revoked()
    {
        using var owner = await site.OwnerAsync();
        using var machine = new ApiClient(site, await owner.KeyAsync());
        (await owner.GetAsync("/account/keys")).Words.ShouldContain("never");
        await machine.GetAsync("/api/agents");
        var account = await AccountAsync(owner);
        var used = (
            await RowsAsync(
                "select extract(second from last_used_at)::int::text from accounts.api_keys where account_id::text = $1",
                account.ToString()
            )
        ).Single();
        used.ShouldBe("0");
        (await owner.GetAsync("/account/keys")).Words.ShouldNotContain("never");
        await owner.SubmitAsync(await owner.GetAsync("/account/keys"), "table.list form");
        await using var session = site.Reading(account.ToString());
        var events = await session.Events.FetchStreamAsync($"account/{account}");
        events.Select(x => x.Data).OfType<ApiKeyCreated>().Single().Scope.ShouldBe("write");
        events
            .Select(x => x.Data)
            .OfType<ApiKeyRevoked>()
            .Single()
            .KeyId.ShouldBe(events.Select(x => x.Data).OfType<ApiKeyCreated>().Single().KeyId);
        events.Where(x => x.Data is ApiKeyCreated or ApiKeyRevoked).ShouldAllBe(x => x.UserName == account.ToString());
    }

    [Fact]
    public async Task leaves_in_every_event_by_which_key_it_was_done()
    {
        using var owner = await site.OwnerAsync();
        using var machine = new ApiClient(site, await owner.KeyAsync(name: "Nightly import"));
        var agent = (await machine.LiveAgentAsync()).GetProperty("id").GetGuid();
        (
            await machine.SendAsync(
                HttpMethod.Patch,
                $"/api/agents/{agent}",
                JsonContent.Create(new { greeting = "Hello!" }),
                ("If-Match", "\"1\"")
            )
        ).ShouldBe(HttpStatusCode.Accepted);
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "form[action*=Pause]");
        var account = await AccountAsync(owner);
        var key = (await RowsAsync("select id::text from accounts.api_keys where account_id::text = $1", account.ToString())).Single();
        await using var session = site.Reading(account.ToString());
        var events = await session.Events.FetchStreamAsync($"agent/{agent}");
        events
            .Where(x => x.Data is not Switchhook.Agents.PauseRequested and not Switchhook.Agents.AgentPaused)
            .ShouldAllBe(x => x.UserName == $"{account}/key/{key}");
        events.Single(x => x.Data is Switchhook.Agents.PauseRequested).UserName.ShouldBe(account.ToString());

        (await owner.GetAsync("/agent/versions")).Words.ShouldContain("you, over the API");
        using var auditor = await site.WithRolesAsync(AccountRoles.Auditor);
        var page = await auditor.GetAsync($"/audit/{account}/agent/{agent}?version=1");
        page.Words.ShouldContain($"{owner.Email} by the key Nightly import");
    }

    [Fact]
    public async Task takes_the_sites_cookie_for_reading_and_with_the_pages_token_for_writing()
    {
        using var owner = await site.OwnerAsync();
        (await SendAsync(owner, HttpMethod.Get, "/api/agents")).Status.ShouldBe(HttpStatusCode.OK);

        var without = await SendAsync(owner, HttpMethod.Post, "/api/agents");
        without.Status.ShouldBe(HttpStatusCode.BadRequest);
        without.Text.ShouldContain("/problems/antiforgery");
        (await SendAsync(owner, HttpMethod.Post, "/api/agents", ("RequestVerificationToken", "made-up"))).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );

        var token = (await owner.GetAsync("/account/keys")).Find("meta[name=request-token]").GetAttribute("content")!;
        (await SendAsync(owner, HttpMethod.Post, "/api/agents", ("RequestVerificationToken", token))).Status.ShouldBe(
            HttpStatusCode.Accepted
        );
    }

    [Fact]
    public async Task does_not_look_at_the_cookie_where_a_key_came_along()
    {
        using var owner = await site.OwnerAsync();
        (await SendAsync(owner, HttpMethod.Get, "/api/agents", ("Authorization", "Bearer swh_wrong"))).Status.ShouldBe(
            HttpStatusCode.Unauthorized
        );

        using var other = await site.OwnerAsync();
        var key = await other.KeyAsync();
        (await SendAsync(owner, HttpMethod.Post, "/api/agents", ("Authorization", $"Bearer {key}"))).Status.ShouldBe(
            HttpStatusCode.Accepted
        );
        (await owner.GetAsync("/agent")).Words.ShouldContain("No agent yet");
        (await other.GetAsync("/agent")).Words.ShouldContain("Reyes Dental");
    }

    [Theory, InlineData("/account/keys"), InlineData("/agent"), InlineData("/calls"), InlineData("/live")]
    public async Task opens_no_page_with_a_key(string path)
    {
        using var machine = await site.ApiClientAsync();
        var answer = await machine.GetAsync(path, ("Accept", path == "/live" ? "text/event-stream" : "text/html"));
        if (answer.Status != HttpStatusCode.Unauthorized)
            answer.ShouldBe(HttpStatusCode.Redirect).Headers["Location"].ShouldContain("/sign-in");
    }

    [Fact]
    public async Task gives_up_on_an_address_that_tries_many_wrong_keys_but_not_on_keys_that_opened_before()
    {
        using var good = await site.ApiClientAsync();
        (await good.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
        using var owner = await site.OwnerAsync();
        var fresh = await owner.KeyAsync();
        await AppFixture.Eventually(
            async () =>
            {
                // Within one minute of the clock; where the minute turns meanwhile, the next try is.
                for (var i = 0; i < 20; i++)
                    await good.GetAsync("/api/agents", ("Authorization", $"Bearer swh_{Guid.NewGuid():N}12345678901"));
                return (await good.GetAsync("/api/agents", ("Authorization", $"Bearer {fresh}"))).Status == HttpStatusCode.TooManyRequests;
            },
            "the address is given up on"
        );
        var refused = (await good.GetAsync("/api/agents", ("Authorization", "Bearer swh_wrong"))).ShouldBe(
            HttpStatusCode.TooManyRequests,
            "too-many-wrong-keys"
        );
        int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        (await good.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
        using var elsewhere = new ApiClient(site, fresh);
        (await elsewhere.GetAsync("/api/agents")).ShouldBe(HttpStatusCode.OK);
    }

    static Task<Answer> SendAsync(BrowserSession visitor, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
            request.Content = JsonContent.Create(ApiClient.NewAgentBody);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return visitor.SendAsync(request);
    }

    async Task SendAsync(Guid account, object command)
    {
        await using var scope = site.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeForTenantAsync(account.ToString(), command);
    }

    async Task<Guid> AccountAsync(BrowserSession owner) =>
        Guid.Parse((await RowsAsync("select id::text from accounts.accounts where email = $1", owner.Email)).Single());

    async Task<List<string>> RowsAsync(string sql, string value)
    {
        await using var command = site.Database(DatabaseRole.Accounts).CreateCommand(sql);
        command.Parameters.AddWithValue(value);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
