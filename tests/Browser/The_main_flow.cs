using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchhook.Browser;

public class The_main_flow(Site site)
{
    [Fact]
    public async Task runs_from_signing_up_to_the_lead_and_a_second_user_sees_none_of_it()
    {
        await using var ana = await site.PersonAsync();
        await ana.SignUpAsync();
        await ana.ConfirmAsync(await MailedLinkAsync(ana.Email));
        await ana.SignInAsync();
        await ana.FindsNothingToComplainOfAsync();

        await ana.Page.GotoAsync("/agent/new");
        await ana.Page.FillAsync("#name", "Reyes Dental front desk");
        await ana.Page.ClickAsync("button[data-fill]:has-text('Clinic')");
        await ana.Page.FillAsync("#area", "415");
        await ana.FindsNothingToComplainOfAsync();
        await ana.Page.ClickAsync("main form button[type=submit]");
        await ana.Page.Locator(".page-head .pill", new() { HasText = "+1 415 555" }).WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();

        await ana.Page.GotoAsync("/");
        await ana.Page.Locator("#getting-started .now", new() { HasText = "First call taken" }).WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();
        await ana.Page.ClickAsync("button[popovertarget=simulate]");
        await ana.Page.ClickAsync("#simulate button[value=booking]");
        // Nothing below reloads the page: what comes, comes by itself, and what is over goes.
        var row = ana.Page.Locator("#recent-calls tbody tr");
        await row.First.WaitForAsync();
        await ana
            .Page.Locator("#figures .tile", new() { HasText = "Leads needing you" })
            .Locator(".figure", new() { HasTextRegex = new Regex("^1$") })
            .WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();

        await Expect(ana.Page.Locator("#getting-started")).ToHaveCountAsync(0);
        await Expect(ana.Page.GetByText("The call is coming in")).ToHaveCountAsync(0);
        await Expect(ana.Page.Locator(".chart .bar.today")).ToHaveAttributeAsync("height", "120");

        await row.First.Locator("a").ClickAsync();
        await ana.Page.Locator(".turns li").First.WaitForAsync();
        var call = ana.Page.Url;
        await Expect(ana.Page.Locator(".page-head")).ToContainTextAsync("Reyes Dental front desk ·");
        (await ana.Page.ContentAsync()).ShouldNotContain("switchhook:");
        await ana.FindsNothingToComplainOfAsync();
        foreach (var tab in new[] { "Timeline", "Data", "Cost" })
        {
            await ana.Page.Locator(".tabs a", new() { HasText = tab }).ClickAsync();
            await ana.Page.Locator(".tabs a[aria-current]", new() { HasText = tab }).WaitForAsync();
            await ana.FindsNothingToComplainOfAsync();
        }
        await ana.Page.GotoAsync("/calls");
        await ana.FindsNothingToComplainOfAsync();
        await ana.Page.GotoAsync("/leads");
        await ana.FindsNothingToComplainOfAsync();
        await ana.Page.Locator("main tr a[href^='/leads/']").First.ClickAsync();
        await ana.Page.Locator("#lead .timeline li").First.WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();

        await using var bob = await site.PersonAsync(width: 390, scheme: ColorScheme.Dark);
        await bob.SignUpAsync();
        await bob.ConfirmAsync(await MailedLinkAsync(bob.Email));
        await bob.SignInAsync();
        (await bob.Page.GotoAsync(call))!.Status.ShouldBe(404);
        await bob.Page.GotoAsync("/calls");
        (await bob.Page.ContentAsync()).ShouldNotContain("/calls/call_");
        await bob.FindsNothingToComplainOfAsync();
    }

    async Task<string> MailedLinkAsync(string email)
    {
        for (var tries = 0; tries < 200; tries++, await Task.Delay(100))
            if (site.LinkMailedTo(email) is { Length: > 0 } link)
                return link;
        throw new TimeoutException($"No mail reached {email}");
    }
}
