using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchhook.Browser;

public class An_agents_life(Site site)
{
    const string Name = "Reyes Dental front desk";

    [Fact]
    public async Task is_edited_restored_paused_resumed_and_deleted_and_the_page_tells_each_by_itself()
    {
        await using var ana = await WithAgentAsync(scripts: true);
        var page = ana.Page;
        await ana.FindsNothingToComplainOfAsync();

        await page.ClickAsync(".page-head >> text=Settings");
        await ana.FindsNothingToComplainOfAsync();
        await page.FillAsync("#greeting", "Good morning, Reyes Dental.");
        await page.FillAsync("#minutes", "9");
        await page.ClickAsync("text=Review changes");
        await Expect(page.Locator(".diff ins").First).ToContainTextAsync("Good morning, Reyes Dental.");
        await ana.FindsNothingToComplainOfAsync();
        await page.ClickAsync("text=Back to editing");
        await Expect(page.Locator("#greeting")).ToHaveValueAsync("Good morning, Reyes Dental.");
        await page.ClickAsync("text=Review changes");
        await page.FillAsync("#note", "Friendlier, and shorter");
        await page.ClickAsync("text=Save and publish");
        // Nothing here reloads the page: what Retell confirms comes by itself.
        await page.Locator(".card > header a", new() { HasTextRegex = new Regex("Version 2 · you") }).WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();

        await page.ClickAsync("text=All versions");
        await Expect(page.Locator("#version-2")).ToContainTextAsync("Friendlier, and shorter");
        await ana.FindsNothingToComplainOfAsync();
        await page.ClickAsync("#version-1 a");
        await ana.FindsNothingToComplainOfAsync();
        await page.ClickAsync("text=Restore version 1");
        await page.Locator(".card > header a", new() { HasTextRegex = new Regex("Version 3 · you") }).WaitForAsync();

        await page.ClickAsync("button[popovertarget=pause]");
        await Expect(page.Locator("#pause-number")).ToBeVisibleAsync();
        await ana.FindsNothingToComplainOfAsync();
        await page.FillAsync("#pause-number", "112");
        await page.ClickAsync("#pause button");
        await Expect(page.Locator("#pause-again .error")).ToContainTextAsync("emergency");
        await ana.FindsNothingToComplainOfAsync();
        await page.FillAsync("#pause-again-number", "(212) 555-0132");
        await page.ClickAsync("#pause-again button");
        await Expect(page.Locator(".page-head .dot")).ToHaveTextAsync("Paused");
        await Expect(page.Locator("#agent .notice.warn")).ToContainTextAsync("+1 212 555 0132");
        await ana.FindsNothingToComplainOfAsync();
        await page.GotoAsync("/");
        await Expect(page.Locator(".notice")).ToContainTextAsync("Your agent is paused");
        await ana.FindsNothingToComplainOfAsync();
        await page.GotoAsync("/agent");
        await page.ClickAsync("text=Resume");
        await Expect(page.Locator(".page-head .dot")).ToHaveTextAsync("Live");

        await page.ClickAsync("button[popovertarget=delete]");
        await Expect(page.Locator("#delete")).ToContainTextAsync("released for good");
        await ana.FindsNothingToComplainOfAsync();
        await page.FillAsync("#delete-name", Name);
        await page.ClickAsync("#delete button");
        await Expect(page.Locator("main h1")).ToHaveTextAsync("No agent yet");
        await Expect(page.Locator("main")).ToContainTextAsync($"“{Name}” was deleted");
        await ana.FindsNothingToComplainOfAsync();
        await page.ClickAsync("text=Create your agent");
        await Expect(page.Locator("#name")).ToHaveValueAsync("");
        await CreateAsync(page, "212");
        await page.Locator(".page-head .pill", new() { HasText = "+1 212 555" }).WaitForAsync();
    }

    [Fact]
    public async Task goes_on_with_another_area_code_where_one_has_no_number()
    {
        await using var ana = await SignedInAsync(scripts: true);
        var page = ana.Page;
        // The sandbox has no number in 738.
        await CreateAsync(page, "738");
        // Nothing here reloads the page: what happened is told by itself.
        await Expect(page.Locator(".notice.bad b"))
            .ToHaveTextAsync("No numbers are available in area code 738. Try another area code, or leave it empty.");
        await Expect(page.Locator(".notice.bad")).ToContainTextAsync("Nothing was paid, and everything else is ready.");
        await Expect(page.Locator(".steps .failed")).ToHaveTextAsync("Buying a number in 738");
        await ana.FindsNothingToComplainOfAsync();
        await page.FillAsync("#other-area", "415");
        await page.ClickAsync("main .notice form button");
        await page.Locator(".page-head .pill", new() { HasText = "+1 415 555" }).WaitForAsync();
        await ana.FindsNothingToComplainOfAsync();
    }

    [Fact]
    public async Task in_two_tabs_tells_the_other_at_once_and_overwrites_nothing()
    {
        await using var ana = await WithAgentAsync(scripts: true);
        await ana.Page.GotoAsync("/agent/settings");
        await ana.Page.FillAsync("#description", "Answer for Reyes Dental, and say that we moved to Pine Street.");
        var other = await ana.Page.Context.NewPageAsync();
        await other.GotoAsync("/agent/settings");
        await other.FillAsync("#greeting", "The other tab's greeting.");
        await other.ClickAsync("text=Review changes");
        await other.ClickAsync("text=Save and publish");

        await Expect(ana.Page.Locator("#news")).ToContainTextAsync("version 2 was saved by you");
        await Expect(ana.Page.Locator("#description")).ToHaveValueAsync("Answer for Reyes Dental, and say that we moved to Pine Street.");
        await ana.Page.ClickAsync("text=Review changes");
        await Expect(ana.Page.Locator("#outdated")).ToContainTextAsync("version 2 came first");
        await ana.FindsNothingToComplainOfAsync();
        await Expect(ana.Page.Locator("#description")).ToHaveValueAsync("Answer for Reyes Dental, and say that we moved to Pine Street.");
        await Expect(ana.Page.Locator("#greeting")).ToHaveValueAsync("The other tab's greeting.");
    }

    [Fact]
    public async Task goes_its_way_without_scripts_too()
    {
        await using var ana = await WithAgentAsync(scripts: false);
        var page = ana.Page;
        await page.GotoAsync("/agent/settings");
        await page.FillAsync("#greeting", "Good morning, Reyes Dental.");
        await page.ClickAsync("text=Review changes");
        await page.ClickAsync("text=Save and publish");
        await ReloadUntilAsync(page, ".card > header a:has-text('Version 2')");
        await page.ClickAsync("button[popovertarget=pause]");
        await page.ClickAsync("#pause button");
        await ReloadUntilAsync(page, ".dot:text-is('Paused')");
        await page.ClickAsync("text=Resume");
        await ReloadUntilAsync(page, ".dot:text-is('Live')");
        await page.ClickAsync("button[popovertarget=delete]");
        await page.FillAsync("#delete-name", Name);
        await page.ClickAsync("#delete button");
        await ReloadUntilAsync(page, "h1:text-is('No agent yet')");
    }

    static async Task ReloadUntilAsync(IPage page, string selector)
    {
        for (var tries = 0; tries < 100 && await page.Locator(selector).CountAsync() == 0; tries++)
        {
            await Task.Delay(200);
            await page.GotoAsync("/agent");
        }
        (await page.Locator(selector).CountAsync()).ShouldBeGreaterThan(0, selector);
    }

    static async Task CreateAsync(IPage page, string areaCode)
    {
        await page.GotoAsync("/agent/new");
        await page.FillAsync("#name", Name);
        await page.FillAsync("#description", "Answer for Reyes Dental and book appointments.");
        await page.FillAsync("#area", areaCode);
        await page.ClickAsync("main form button[type=submit]");
    }

    async Task<Person> WithAgentAsync(bool scripts)
    {
        var person = await SignedInAsync(scripts);
        await CreateAsync(person.Page, "415");
        await ReloadUntilAsync(person.Page, ".dot:text-is('Live')");
        return person;
    }

    async Task<Person> SignedInAsync(bool scripts)
    {
        var person = await site.PersonAsync(scripts: scripts);
        await person.SignUpAsync();
        await person.ConfirmAsync(await MailedLinkAsync(person.Email));
        await person.SignInAsync();
        return person;
    }

    async Task<string> MailedLinkAsync(string email)
    {
        for (var tries = 0; tries < 200; tries++, await Task.Delay(100))
            if (site.LinkMailedTo(email) is { Length: > 0 } link)
                return link;
        throw new TimeoutException($"No mail reached {email}");
    }
}
