using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchhook.Browser;

public class Finding_calls(Site site)
{
    [Fact]
    public async Task leads_from_a_word_to_the_second_it_was_said_and_shows_a_neighbour_nothing()
    {
        await using var ana = await site.OwnerAsync();
        await using var bob = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        await bob.CreateAgentAsync();
        var call = await ana.TakeCallAsync();
        var page = ana.Page;
        await page.GotoAsync("/calls");
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("input[name=q]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("number");
        await page.Keyboard.PressAsync("Enter");
        var hit = page.Locator("#calls a.hit").First;
        await Expect(hit.Locator("mark")).ToHaveTextAsync(new Regex("^number$", RegexOptions.IgnoreCase));
        await ana.FindsNothingToComplainOfAsync();
        await hit.ClickAsync();
        await page.ArriveAsync(new Regex(call + @"\?q=number&t=[\d.]+"));
        await Expect(page.Locator(".turns > li[aria-current] mark.found")).ToHaveTextAsync(new Regex("^number$", RegexOptions.IgnoreCase));
        await page.WaitForFunctionAsync("() => document.querySelector('audio').currentTime > 1");

        await bob.Page.GotoAsync("/calls?q=number");
        await Expect(bob.Page.GetByText("No call matches")).ToBeVisibleAsync();
        (await bob.Page.GotoAsync(call + "?q=number"))!.Status.ShouldBe(404);
    }

    [Fact]
    public async Task tells_a_dashboard_of_its_own_calls_while_it_is_open()
    {
        await using var ana = await site.OwnerAsync();
        await using var bob = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        await bob.CreateAgentAsync();
        await ana.Page.GotoAsync("/");
        await bob.Page.GotoAsync("/");
        await Expect(ana.Page.Locator("[data-live-badge]").First).ToHaveTextAsync("Live");
        var other = await ana.Page.Context.NewPageAsync();
        await other.GotoAsync("/test-call");
        await other.ClickAsync("#web-call button");
        await Expect(ana.Page.Locator("#calls-in-progress .said, #recent-calls tbody tr").First).ToBeVisibleAsync();
        await Expect(ana.Page.Locator("#recent-calls tbody tr")).ToHaveCountAsync(1);
        await Expect(bob.Page.Locator("#recent-calls tbody tr")).ToHaveCountAsync(0);
    }
}
