using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchhook.Browser;

public class The_inbox(Site site)
{
    [Fact]
    public async Task is_worked_through_by_keyboard_and_what_was_done_can_be_undone()
    {
        await using var ana = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        foreach (var scenario in new[] { "booking", "angry", "booking" })
            await ana.TakeCallAsync(scenario);
        var page = ana.Page;
        await page.GotoAsync("/leads");
        var rows = page.Locator("main tbody tr");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(page.Locator(".bulk")).ToBeHiddenAsync();
        await ana.FindsNothingToComplainOfAsync();

        await page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(0).Locator("a.row-link")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Expect(page.Locator(".pick input:checked")).ToHaveCountAsync(2);
        await page.Locator(".bulk button", new() { HasText = "Mark done" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page.Locator(".toast")).ToContainTextAsync("2 leads");
        await ana.FindsNothingToComplainOfAsync();
        await page.Locator(".toast button").ClickAsync();
        await Expect(rows).ToHaveCountAsync(3);

        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(new Regex("/leads/[0-9a-f-]{36}$"));
        await page.Locator("summary", new() { HasText = "Edit" }).ClickAsync();
        await page.FillAsync("#field-Name", "Maria López");
        await ana.FindsNothingToComplainOfAsync();
        await page.Locator("form[action*='handler=Edit'] button", new() { HasText = "Save" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Maria López");
        await page.Keyboard.PressAsync("Escape");
        await page.GotoAsync("/leads");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("lópez");
        await page.Keyboard.PressAsync("Enter");
        await Expect(rows).ToHaveCountAsync(1);
        page.Url.ShouldNotContain("pez");
    }

    /// <summary>
    /// Each form of it, by a double click and by two clicks while the answer is awaited: it is sent once, and Undo stays.
    /// </summary>
    [Theory]
    [InlineData("done")]
    [InlineData("spam")]
    [InlineData("bulk")]
    public async Task takes_two_clicks_for_one(string form)
    {
        await using var ana = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        foreach (var scenario in new[] { "booking", "angry" })
            await ana.TakeCallAsync(scenario);
        var page = ana.Page;
        await page.GotoAsync("/leads");
        var rows = page.Locator("main tbody tr");
        await Expect(rows).ToHaveCountAsync(2);
        var (sent, answer) = (0, new TaskCompletionSource());
        await page.RouteAsync(
            new Regex("handler=(Done|Status|Work)", RegexOptions.IgnoreCase),
            async route =>
            {
                Interlocked.Increment(ref sent);
                await answer.Task;
                await route.ContinueAsync();
            }
        );

        var button = await ReadyAsync(page, form);
        await button.DblClickAsync();
        await Expect(button).ToBeDisabledAsync();
        await Expect(button).ToHaveAttributeAsync("aria-busy", "true");
        await button.EvaluateAsync("button => { button.form.requestSubmit(); button.form.requestSubmit(); }");
        answer.SetResult();

        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page.Locator(".toast button", new() { HasText = "Undo" })).ToBeVisibleAsync();
        await Expect(page.Locator("main")).Not.ToContainTextAsync("nothing was done");
        sent.ShouldBe(1);
        await page.UnrouteAllAsync(new() { Behavior = UnrouteBehavior.Wait });
        await page.Locator(".toast button").DblClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(page.Locator("main")).Not.ToContainTextAsync("nothing was done");
        await Expect(page.Locator("button[aria-busy]")).ToHaveCountAsync(0);
    }

    /// <summary>The button that sends the form, in sight.</summary>
    static async Task<ILocator> ReadyAsync(IPage page, string form)
    {
        var row = page.Locator("main tbody tr").First;
        if (form == "bulk")
        {
            await row.Locator(".pick input").CheckAsync();
            return page.Locator(".bulk button", new() { HasText = "Mark done" });
        }
        if (form == "spam")
            return row.Locator("form[action*=Status] button").First;
        await row.Locator("button[popovertarget^=done]").ClickAsync();
        return row.Locator("[popover] form[action*=Done] button");
    }

    [Theory, InlineData(1280), InlineData(390)]
    public async Task is_clear_to_everybody_on_every_page_of_it(int width)
    {
        await using var ana = await site.OwnerAsync(width, ColorScheme.Dark);
        await ana.CreateAgentAsync();
        await ana.TakeCallAsync("angry");
        foreach (
            var path in new[]
            {
                "/leads",
                "/leads?view=all&signal=Urgent",
                "/leads?view=aside",
                "/leads/rule",
                "/leads/blocked",
                "/leads/settings",
                "/leads/import",
                "/account/mails",
                "/account",
            }
        )
        {
            await ana.Page.GotoAsync(path);
            await ana.FindsNothingToComplainOfAsync();
            (await ana.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, path);
        }
        await ana.Page.GotoAsync("/leads/rule");
        await ana.Page.FillAsync("#rule-Email", "caller_email, follow_up_notes");
        await ana.Page.FillAsync("#rule-Never", "spam, complaint");
        await ana.Page.Locator("#rule button", new() { HasText = "Preview" }).ClickAsync();
        await Expect(ana.Page.Locator("#preview")).ToContainTextAsync("lost");
        await ana.FindsNothingToComplainOfAsync();
        await ana.Page.GotoAsync("/leads?view=all");
        await ana.Page.Locator("main a.row-link").First.ClickAsync();
        await ana.Page.Locator("#lead .timeline li").First.WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();
        (await ana.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public async Task works_without_scripts()
    {
        await using var ana = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        await ana.TakeCallAsync("angry");
        await ana.TakeCallAsync("booking");
        await using var plain = await site.PersonAsync(scripts: false);
        await plain.SignInAsync(ana.Email);
        var page = plain.Page;
        await page.GotoAsync("/leads");
        await page.Locator(".pick input").First.CheckAsync();
        await page.Locator(".bulk button", new() { HasText = "Qualified" }).ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("Qualified");
        await page.Locator(".toast button").ClickAsync();
        await Expect(page.Locator("main tbody .dot")).ToHaveCountAsync(0);
        await page.FillAsync("input[type=search]", "call");
        await page.Locator("input[type=search]").PressAsync("Enter");
        await Expect(page.Locator(".chips .chip")).ToContainTextAsync("call");
        await page.GotoAsync("/leads");
        await page.Locator("main a.row-link").First.ClickAsync();
        await page.Locator("#block button").ClickAsync();
        await Expect(page.Locator("#block h2")).ToHaveTextAsync("Blocked");
        await page.Locator("#block button").ClickAsync();
        await Expect(page.Locator("#block h2")).ToHaveTextAsync("Block caller");
    }
}
