using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.RateLimiting;
using Switchhook.Contracts;
using Wolverine;
using Xunit;

namespace Switchhook.Scenarios;

public class Administering(AppFixture site)
{
    static readonly string[] Pages =
    [
        "/admin/users",
        "/admin/users?status=Suspended",
        "/admin/agents",
        "/admin/users/01a213d6-9509-7087-8e26-ab419907b446",
    ];

    [Fact]
    public async Task is_for_admins_alone()
    {
        using var stranger = site.Anonymous();
        using var owner = await site.OwnerAsync();
        using var auditor = await site.WithRolesAsync(AccountRoles.Auditor);
        foreach (var page in Pages)
        {
            (await stranger.GetAsync(page)).Path.ShouldStartWith("/sign-in");
            foreach (var outsider in new[] { owner, auditor })
                (await outsider.GetAsync(page)).ShouldSatisfyAllConditions(
                    x => x.Path.ShouldStartWith("/access-denied"),
                    x => x.Status.ShouldBe(HttpStatusCode.Forbidden)
                );
        }
        var victim = await site.IdOfAsync(auditor);
        (await owner.ForgeAsync(HttpMethod.Post, $"/admin/users/{victim}?handler=Suspend"))
            .Location?.ToString()
            .ShouldContain("access-denied");
        (await owner.GetAsync("/calls")).Document.QuerySelector(".sidebar a[href^='/admin']").ShouldBeNull();
        (await auditor.GetAsync("/calls")).Path.ShouldBe("/calls");
    }

    [Fact]
    public async Task lists_each_user_with_agents_and_calls_and_each_agent_with_its_owner()
    {
        using var busy = await site.OwnerWithAgentAsync();
        using var idle = await site.OwnerAsync();
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        await busy.SubmitAsync(await busy.GetAsync("/"), "#simulate form", ("scenario", "spam"));

        await AppFixture.Eventually(
            async () => await RowAsync(admin, busy) is [_, "Active", _, not "–", _, "1", "1 / 1"],
            "the busy one has an agent and a call"
        );
        (await RowAsync(admin, idle)).ShouldSatisfyAllConditions(
            x => x[1].ShouldBe("Active"),
            x => x[3].ShouldBe("–"),
            x => x[5].ShouldBe("0"),
            x => x[6].ShouldBe("0 / 0")
        );

        var found = await SearchAsync(admin, "/admin/agents", "Search", busy.Email);
        var agent = Cells(found.Find("main tbody tr"));
        agent.ShouldSatisfyAllConditions(
            x => x[0].ShouldBe("Reyes Dental front desk"),
            x => x[1].ShouldBe(busy.Email),
            x => x[2].ShouldBe("Live"),
            x => x[3].ShouldStartWith("+1 415 555"),
            x => x[5].ShouldNotBe("–")
        );
        (await SearchAsync(admin, "/admin/agents", "Search", agent[3])).Words.ShouldContain(busy.Email);
        (await SearchAsync(admin, "/admin/agents", "Search", idle.Email)).Words.ShouldContain("No agent matches");
        (await admin.GetAsync("/admin/agents")).Words.ShouldContain(busy.Email);
    }

    [Fact]
    public async Task counts_no_agent_that_somebody_no_longer_has()
    {
        using var owner = await site.OwnerWithAgentAsync();
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        await AppFixture.Eventually(async () => (await RowAsync(admin, owner))[5] == "1", "it is counted");
        await owner.SubmitAsync(await owner.GetAsync("/agent"), "form[action*=Delete]", ("Typed", "Reyes Dental front desk"));
        await AppFixture.Eventually(async () => (await RowAsync(admin, owner))[5] == "0", "it is counted no more");
    }

    [Fact]
    public async Task filters_by_status_and_keeps_addresses_out_of_urls()
    {
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        using var newcomer = await site.OwnerAsync();
        await site.UnconfirmAsync(newcomer.Email);
        var list = await admin.GetAsync("/admin/users");
        var found = await admin.SubmitAsync(list, "main form.filters", ("Email", newcomer.Email), ("Status", "Unconfirmed"));
        found.Path.ShouldBe("/admin/users");
        Cells(found.Find("main tbody tr"))[1].ShouldBe("Unconfirmed");
        (await admin.SubmitAsync(list, "main form.filters", ("Email", newcomer.Email), ("Status", "Active"))).Words.ShouldContain(
            "Nobody matches"
        );
        (await admin.SubmitAsync(list, "main form.filters", ("Email", ""), ("Status", "Suspended"))).Path.ShouldBe(
            "/admin/users?status=Suspended"
        );
    }

    [Fact]
    public async Task pages_through_everybody_without_a_gap_or_a_repetition()
    {
        var family = $"old-{Guid.NewGuid():N}";
        await using var fill = site.Database("accounts")
            .CreateCommand(
                """
                insert into accounts.accounts (id, created_at, user_name, normalized_user_name, email, normalized_email, email_confirmed,
                    phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
                select gen_random_uuid(), timestamptz '2001-01-01' + (n / 3) * interval '1 second', e, upper(e), e, upper(e), true, false,
                    false, true, 0
                from generate_series(1, 120) n, lateral (select @family || '-' || n || '@example.com' as e) a
                """
            );
        fill.Parameters.AddWithValue("family", family);
        await fill.ExecuteNonQueryAsync();
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);

        var page = await admin.GetAsync("/admin/users");
        var (seen, pages) = (new List<string>(), new List<Answer> { page });
        while (page.Document.QuerySelector("main a[rel=next]")?.GetAttribute("href") is { } older)
            pages.Add(page = await admin.GetAsync(older));
        seen.AddRange(pages.SelectMany(Addresses).Where(x => x.StartsWith(family, StringComparison.Ordinal)));
        seen.Count.ShouldBe(120);
        seen.Distinct().Count().ShouldBe(120);
        var back = await admin.GetAsync(page.Find("main a[rel=prev]").GetAttribute("href")!);
        Addresses(back).ShouldBe(Addresses(pages[^2]));

        var searched = await SearchAsync(admin, "/admin/users", "Email", family);
        Addresses(searched).Length.ShouldBe(50);
        searched.Words.ShouldContain("More accounts match");
    }

    [Fact]
    public async Task gives_and_withdraws_a_role_with_effect_on_the_next_request()
    {
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        using var colleague = await site.OwnerAsync();
        var path = $"/admin/users/{await site.IdOfAsync(colleague)}";
        (await admin.GetAsync(path)).Find("#grant-auditor").TextContent.ShouldContain("each of their looks is recorded");

        await admin.SubmitAsync(await admin.GetAsync(path), "#grant-auditor form");
        (await colleague.GetAsync("/audit")).Words.ShouldContain("your password or rights were changed");
        await colleague.SignInAsync();
        (await colleague.GetAsync("/audit")).Status.ShouldBe(HttpStatusCode.OK);
        (await colleague.GetAsync("/admin/users")).Status.ShouldBe(HttpStatusCode.Forbidden);

        await admin.SubmitAsync(await admin.GetAsync(path), "#withdraw-auditor form");
        (await colleague.GetAsync("/audit")).Path.ShouldStartWith("/sign-in");
        await colleague.SignInAsync();
        (await colleague.GetAsync("/audit")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await DeedsAsync(admin, colleague)).ShouldBe(["role_granted", "role_withdrawn"]);
    }

    [Fact]
    public async Task puts_a_suspended_user_out_on_the_next_request_and_lets_a_reinstated_one_back()
    {
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        using var user = await site.OwnerAsync();
        var path = $"/admin/users/{await site.IdOfAsync(user)}";

        var suspended = await admin.SubmitAsync(await admin.GetAsync(path), "#suspend-access form");
        suspended.Find(".page-head").TextContent.ShouldContain("Suspended");
        (await user.GetAsync("/calls")).Words.ShouldContain("This account is suspended");
        (await user.SignInAsync()).Words.ShouldContain("This account is suspended");

        await admin.SubmitAsync(await admin.GetAsync(path), "#reinstate-access form");
        (await user.SignInAsync()).Path.ShouldBe("/");
        (await DeedsAsync(admin, user)).ShouldBe(["account_suspended", "account_reinstated"]);
    }

    [Fact]
    public async Task lets_nobody_change_themselves()
    {
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var path = $"/admin/users/{await site.IdOfAsync(admin)}";
        var page = await admin.GetAsync(path);
        page.Words.ShouldContain("This is you");
        page.Document.QuerySelectorAll("main form").ShouldBeEmpty();
        foreach (var (handler, role) in new[] { ("Grant", "auditor"), ("Withdraw", "admin"), ("Suspend", ""), ("Reinstate", "") })
        {
            var answer = await admin.ForgeAsync(HttpMethod.Post, $"{path}?handler={handler}", ("role", role));
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answer.Words.ShouldContain("Nobody");
        }
        (await admin.GetAsync("/admin/users")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task shows_whom_the_limits_turned_away_and_lets_an_admin_clear_them()
    {
        using var owner = await site.OwnerAsync();
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        using var guesser = site.AnonymousAs(owner);
        for (var tries = 0; tries <= SignInLimits.OfAddressAndNetwork.Free; tries++)
            await Accounts.SignInAsync(guesser, password: "not the password");
        var page = await admin.GetAsync("/admin/limits");
        var row = page
            .Document.QuerySelectorAll("main tbody tr")
            .Single(x =>
                x.TextContent.Contains(owner.Email, StringComparison.Ordinal) && x.TextContent.Contains("/24", StringComparison.Ordinal)
            );
        Cells(row).ShouldSatisfyAllConditions(x => x[0].ShouldContain("Waits now"), x => x[3].ShouldBe("5"), x => x[4].ShouldBe("1"));

        var fields = row.QuerySelectorAll("form input").Select(x => (x.GetAttribute("name")!, x.GetAttribute("value") ?? "")).ToArray();
        (
            await admin.ForgeAsync(
                HttpMethod.Post,
                "/admin/limits?handler=Clear",
                fields.Where(x => x.Item1 is not "__RequestVerificationToken").ToArray()
            )
        ).Status.ShouldBe(HttpStatusCode.Redirect);
        (await Accounts.SignInAsync(guesser)).Path.ShouldBe("/");
        (await site.EventTypesOfAsync(admin.Email))[^1].ShouldBe("LimitCleared");
        var by = await site.IdOfAsync(admin.Email);
        var line = $"The limit {SignInLimits.OfAddressAndNetwork.Name} was cleared by {by}";
        site.Log.All.ShouldContain(x => x.Contains(line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task knows_no_other_role_and_nobody_who_is_not_there()
    {
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        using var user = await site.OwnerAsync();
        (
            await admin.ForgeAsync(HttpMethod.Post, $"/admin/users/{await site.IdOfAsync(user)}?handler=Grant", ("role", "owner"))
        ).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.ForgeAsync(HttpMethod.Post, $"/admin/users/{await site.IdOfAsync(user)}?handler=Erase")).Status.ShouldBe(
            HttpStatusCode.MethodNotAllowed
        );
        (await admin.GetAsync($"/admin/users/{Guid.NewGuid()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await admin.ForgeAsync(HttpMethod.Post, $"/admin/users/{Guid.NewGuid()}?handler=Suspend")).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
    }

    [Fact]
    public async Task settles_on_the_newest_news_of_an_agent_whichever_is_handled_last()
    {
        using var owner = await site.OwnerAsync();
        using var admin = await site.WithRolesAsync(AccountRoles.Admin);
        var (tenant, agent) = (await site.IdOfAsync(owner), Guid.NewGuid());
        await using var scope = site.Host.Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        for (var i = 1; i <= 6; i++)
            await bus.PublishAsync(
                new AgentChanged($"{agent}", "Night line", i == 6 ? "Live" : $"Step {i}", i == 6 ? "+14155550199" : null),
                new DeliveryOptions { TenantId = tenant.ToString() }
            );

        await AppFixture.Eventually(
            async () =>
            {
                var rows = (await SearchAsync(admin, "/admin/agents", "Search", owner.Email)).Document.QuerySelectorAll("main tbody tr");
                return rows.Length == 1 && Cells(rows[0]) is [_, _, "Live", "+1 415 555 0199", ..];
            },
            "the agent is live, once"
        );
    }

    async Task<string[]> RowAsync(BrowserSession admin, BrowserSession user) =>
        Cells((await SearchAsync(admin, "/admin/users", "Email", user.Email)).Find("main tbody tr"));

    static async Task<Answer> SearchAsync(BrowserSession admin, string page, string field, string words) =>
        await admin.SubmitAsync(await admin.GetAsync(page), "main form.filters", (field, words));

    static string[] Cells(IElement row) =>
        [
            .. row.QuerySelectorAll("td")
                .Select(x => string.Join(' ', x.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        ];

    static string[] Addresses(Answer page) => [.. page.Document.QuerySelectorAll("main tbody a.row-link").Select(x => x.TextContent)];

    /// <summary>What the admin did, as it stands in the other's own stream.</summary>
    async Task<string[]> DeedsAsync(BrowserSession admin, BrowserSession to)
    {
        var (by, account) = (await site.IdOfAsync(admin), await site.IdOfAsync(to));
        await using var session = site.Reading(account.ToString());
        return
        [
            .. (await session.Events.FetchStreamAsync($"account/{account}"))
                .Where(x => x.UserName == by.ToString())
                .Select(x => x.EventTypeName),
        ];
    }
}
