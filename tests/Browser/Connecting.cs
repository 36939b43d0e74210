using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchhook.Browser;

public class Connecting(Site site)
{
    const string Name = "Harbor Plumbing front desk";

    [Fact]
    public async Task ticks_each_step_turns_green_with_the_first_event_and_lets_go_again()
    {
        var made = await MadeAtRetellAsync(new { org_name = "Harbor Plumbing LLC", webhook_url = "https://n8n.example.com/webhook/7" });
        await using var ana = await SignedUpAsync();
        var page = ana.Page;
        await page.ClickAsync("text=Connect one from Retell");
        await ana.FindsNothingToComplainOfAsync();

        await FillAsync(page, made, key: "nope");
        await page.ClickAsync("main form button[type=submit]");
        await Expect(page.Locator(".notice.bad")).ToContainTextAsync("Retell does not accept this key");
        await Expect(page.Locator(".notice.bad")).ToContainTextAsync("Nothing was changed at Retell");
        await ana.FindsNothingToComplainOfAsync();

        await page.ClickAsync("text=Try again with what you wrote");
        await Expect(page.Locator("#agent-id")).ToHaveValueAsync(made.Agent);
        await Expect(page.Locator("#key")).ToHaveValueAsync("");
        await page.FillAsync("#key", made.Key);
        await page.ClickAsync("main form button[type=submit]");
        // Nothing here reloads the page: what Retell says comes by itself.
        await Expect(page.Locator(".steps .done"))
            .ToHaveTextAsync(["Key accepted: Harbor Plumbing LLC", "Agent found", "Number bound to it", "Webhook set"]);
        await Expect(page.Locator(".steps .now")).ToHaveTextAsync("Waiting for the first event");
        await ana.FindsNothingToComplainOfAsync();
        await CallAsync(made);
        await Expect(page.Locator(".steps .done").Last).ToHaveTextAsync("First event received");
        await ana.FindsNothingToComplainOfAsync();
        await NowhereAsync(page, made.Key);

        await page.ClickAsync("text=Manage");
        await Expect(page.Locator("main")).ToContainTextAsync("https://n8n.example.com/webhook/7");
        await page.FillAsync("#key", "nope");
        await page.ClickAsync("text=Replace the key");
        await Expect(page.Locator(".notice.bad")).ToContainTextAsync("The new key was not taken");
        await ana.FindsNothingToComplainOfAsync();
        await page.ClickAsync("button[popovertarget=disconnect]");
        await Expect(page.Locator("#disconnect")).ToBeVisibleAsync();
        await ana.FindsNothingToComplainOfAsync();
        await page.ClickAsync("#disconnect button[type=submit]");
        await Expect(page.Locator("main")).ToContainTextAsync("This agent is disconnected.");
        await ana.FindsNothingToComplainOfAsync();
        await NowhereAsync(page, made.Key);
    }

    [Fact]
    public async Task says_what_to_paste_where_to_somebody_without_scripts_on_a_phone()
    {
        var made = await MadeAtRetellAsync(new { });
        await SendAsync(
            made.Key,
            "control/faults",
            new
            {
                match = "PATCH /update-agent/*",
                fault = "refuse",
                refusal = "forbidden",
                times = 0,
            }
        );
        await using var bob = await SignedUpAsync(width: 390, scheme: ColorScheme.Dark, scripts: false);
        await bob.Page.GotoAsync("/agent/connect");
        await FillAsync(bob.Page, made, made.Key);
        await bob.Page.ClickAsync("main form button[type=submit]");
        await UntilAsync(bob.Page, "Retell does not let this key change the agent.");
        await Expect(bob.Page.Locator(".notice.warn code").First).ToHaveTextAsync(site.Address + "/api/retell/webhook");
        await Expect(bob.Page.Locator(".page-head .dot")).ToHaveTextAsync("Setting up");
    }

    [Fact]
    public async Task of_the_platforms_own_account_waits_until_an_admin_has_approved()
    {
        var made = await MadeAtRetellAsync(new { agent_name = "Shared" }, inAccountOf: "sandbox");
        await using var carl = await SignedUpAsync();
        await carl.Page.GotoAsync("/agent/connect");
        await FillAsync(carl.Page, made, key: "");
        await carl.Page.ClickAsync("main form button[type=submit]");
        await Expect(carl.Page.Locator(".steps .now")).ToHaveTextAsync("Waiting for an administrator to agree");
        await carl.FindsNothingToComplainOfAsync();

        await using var admin = await site.PersonAsync();
        await admin.SignInAsync(Site.AdminEmail, Site.AdminPassword);
        await admin.Page.ClickAsync("nav >> text=Claims");
        await Expect(admin.Page.Locator("main tbody")).ToContainTextAsync(carl.Email);
        await admin.FindsNothingToComplainOfAsync();
        await admin.Page.ClickAsync($"main tr:has-text('{carl.Email}') >> text=Approve");
        await Expect(admin.Page.Locator(".notice.good")).ToContainTextAsync("Approved");
        await admin.FindsNothingToComplainOfAsync();
        await Expect(carl.Page.Locator(".steps .done").Last).ToHaveTextAsync("Webhook set");
    }

    static async Task FillAsync(IPage page, PreparedAccount made, string key)
    {
        await page.FillAsync("#name", Name);
        await page.FillAsync("#agent-id", made.Agent);
        await page.FillAsync("#number", made.Number);
        await page.FillAsync("#key", key);
    }

    static async Task NowhereAsync(IPage page, string key)
    {
        page.Url.ShouldNotContain(key);
        (await page.ContentAsync()).ShouldNotContain(key);
        (
            await page.EvaluateAsync<string>(
                "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])"
            )
        ).ShouldNotContain(key);
    }

    static async Task UntilAsync(IPage page, string words)
    {
        for (var tries = 0; tries < 200; tries++, await Task.Delay(100))
        {
            if ((await page.InnerTextAsync("main")).Contains(words, StringComparison.Ordinal))
                return;
            await page.ReloadAsync();
        }
        throw new TimeoutException($"The page never said: {words}");
    }

    async Task<Person> SignedUpAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        var person = await site.PersonAsync(width, scheme, scripts);
        await person.SignUpAsync();
        var link = "";
        for (var tries = 0; tries < 200 && (link = site.LinkMailedTo(person.Email)).Length == 0; tries++)
            await Task.Delay(100);
        await person.ConfirmAsync(link);
        await person.SignInAsync();
        return person;
    }

    /// <summary>An agent, a number and a key, as somebody has them who used Retell's own dashboard.</summary>
    async Task<PreparedAccount> MadeAtRetellAsync(object how, string? inAccountOf = null)
    {
        var made = await SendAsync(inAccountOf, "control/ready-made", how);
        return new((string)made["api_key"]!, (string)made["agent_id"]!, (string)made["phone_number"]!);
    }

    Task<JsonNode> CallAsync(PreparedAccount made) =>
        SendAsync(made.Key, "retell/simulate-call", new { agent_id = made.Agent, scenario = "wrong_number" });

    async Task<JsonNode> SendAsync(string? key, string path, object body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{site.Address}/sandbox/{path}")
        {
            Content = JsonContent.Create(body),
        };
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request);
        var said = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(said);
        return JsonNode.Parse(said)!;
    }

    sealed record PreparedAccount(string Key, string Agent, string Number);
}
