using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchhook.Browser;

public class Watching_webhooks(Site site)
{
    [Fact]
    public async Task leads_from_the_agent_to_what_a_delivery_changed_by_keyboard_alone()
    {
        await using var ana = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        var call = await ana.TakeCallAsync();
        var page = ana.Page;
        await page.GotoAsync("/agent");
        await Expect(page.Locator("#pulse svg .bar")).ToHaveCountAsync(7);
        await Expect(page.Locator("#pulse")).ToContainTextAsync("Healthy");
        await ana.FindsNothingToComplainOfAsync();
        await page.Locator("#pulse a[href='/webhooks']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(new Regex("/webhooks$"));

        await page.Locator("#event").SelectOptionAsync("call_analyzed");
        await page.ArriveAsync(new Regex(@"/webhooks\?.*event=call_analyzed"));
        await Expect(page.Locator("#deliveries tr[id^=d-]:not(:has-text('call_analyzed'))")).ToHaveCountAsync(0);
        await page.Locator("#verdict").SelectOptionAsync("applied");
        await page.ArriveAsync(new Regex("verdict=applied"));
        await Expect(page.Locator("#deliveries tr[id^=d-]")).ToHaveCountAsync(1);
        await ana.FindsNothingToComplainOfAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("#deliveries a.row-link")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(new Regex("/webhooks/[0-9a-f-]{36}$"));
        await Expect(page.Locator(".timeline a")).ToHaveTextAsync("Call analyzed");
        await page.Locator("details > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("details pre")).ToContainTextAsync("\"event\": \"call_analyzed\"");
        await ana.FindsNothingToComplainOfAsync();
        await page.Locator("form[action*=Reprocess] button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".page-head .dot")).ToHaveTextAsync("Applied");
        await page.Locator(".timeline a").ClickAsync();
        await page.ArriveAsync(new Regex(Regex.Escape(call) + @"\?tab=timeline"));
    }

    [Fact]
    public async Task tells_of_new_ones_while_it_is_open_and_of_none_of_a_neighbour()
    {
        await using var ana = await site.OwnerAsync();
        await using var bob = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        await ana.Page.GotoAsync("/webhooks");
        await bob.Page.GotoAsync("/webhooks");
        await Expect(ana.Page.GetByText("Nothing has arrived yet")).ToBeVisibleAsync();
        await Expect(ana.Page.Locator("[data-live-badge]").First).ToHaveTextAsync("Live");
        var other = await ana.Page.Context.NewPageAsync();
        await other.GotoAsync("/test-call");
        await other.ClickAsync("#web-call button");
        await Expect(ana.Page.Locator("#deliveries tr[id^=d-]:has-text('call_analyzed')").First)
            .ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(bob.Page.Locator("#deliveries tr[id^=d-]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task needs_no_scripts()
    {
        await using var ana = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        await ana.TakeCallAsync();
        await using var plain = await site.PersonAsync(scripts: false);
        await plain.SignInAsync(ana.Email, ana.Password);
        var page = plain.Page;
        await page.GotoAsync("/agent");
        await page.ClickAsync("#pulse a[href='/webhooks']");
        await page.SelectOptionAsync("#event", "call_ended");
        await page.SelectOptionAsync("#verdict", "applied");
        await page.ClickAsync("form.filters button");
        await Expect(page.Locator("#deliveries tr[id^=d-]")).ToHaveCountAsync(1);
        await page.ClickAsync("#deliveries a.row-link");
        await page.ClickAsync("form[action*=Reprocess] button");
        await Expect(page.Locator("h1")).ToHaveTextAsync("call_ended");
        await Expect(page.Locator(".page-head time")).ToContainTextAsync("UTC");
    }

    [Theory, InlineData(1280), InlineData(390)]
    public async Task is_clear_to_an_owner_and_to_an_admin_at_any_width(int width)
    {
        await using var ana = await site.OwnerAsync(width, ColorScheme.Dark);
        await ana.CreateAgentAsync();
        await ana.TakeCallAsync();
        await LooksAsync(ana, "/webhooks", "#deliveries a.row-link");
        await using var admin = await site.PersonAsync(width);
        await admin.SignInAsync(Site.AdminEmail, Site.AdminPassword);
        await LooksAsync(admin, "/admin/webhooks", "#deliveries tr[id^=d-]:has-text('call_analyzed') a.row-link");
        await Expect(admin.Page.GetByText("It belongs to an owner, and is shown to them alone.")).ToBeVisibleAsync();
    }

    static async Task LooksAsync(Person person, string list, string delivery)
    {
        await person.Page.GotoAsync(list);
        await FitsAsync(person);
        await person.Page.Locator(delivery).First.ClickAsync();
        await person.Page.ArriveAsync(new Regex(list + "/[0-9a-f-]{36}$"));
        await FitsAsync(person);
    }

    static async Task FitsAsync(Person person)
    {
        await person.FindsNothingToComplainOfAsync();
        (await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
    }
}
