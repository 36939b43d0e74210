using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Switchhook.Browser;

public class An_auditor(Site site)
{
    [Fact]
    public async Task gets_the_role_from_an_admin_finds_an_agent_and_steps_through_its_events()
    {
        await using var ana = await site.PersonAsync();
        await EnterAsync(ana);
        await ana.Page.GotoAsync("/agent/new");
        await ana.Page.FillAsync("#name", "Reyes Dental front desk");
        await ana.Page.ClickAsync("button[data-fill]:has-text('Clinic')");
        await ana.Page.FillAsync("#area", "415");
        await ana.Page.ClickAsync("main form button[type=submit]");
        await ana.Page.Locator(".page-head .pill", new() { HasText = "+1 415 555" }).WaitForAsync(new() { Timeout = 60_000 });
        await using var olga = await site.PersonAsync();
        await EnterAsync(olga);

        await using var admin = await site.PersonAsync();
        await admin.SignInAsync(Site.AdminEmail, Site.AdminPassword);
        await admin.Page.GotoAsync("/admin/users");
        await LooksGoodAsync(admin);
        await admin.Page.FillAsync("main input[type=search]", olga.Email);
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Page.ClickAsync($"main tbody a:has-text('{olga.Email}')");
        await LooksGoodAsync(admin);
        await admin.Page.ClickAsync(".actions > button[popovertarget=grant-auditor]");
        await admin.Page.Locator("#grant-auditor").WaitForAsync();
        await LooksGoodAsync(admin);
        await admin.Page.ClickAsync("#grant-auditor .btn.primary");
        await admin.Page.Locator(".actions > button[popovertarget=withdraw-auditor]").WaitForAsync();
        await admin.Page.GotoAsync("/admin/agents");
        await admin.Page.GetByText(ana.Email).WaitForAsync();
        await LooksGoodAsync(admin);

        await olga.SignInAsync();
        await olga.Page.GotoAsync("/audit");
        await LooksGoodAsync(olga);
        await olga.Page.FillAsync("main input[type=search]", ana.Email);
        await olga.Page.Keyboard.PressAsync("Enter");
        await olga.Page.ArriveAsync(new Regex(@"/audit\?owner=[0-9a-f-]{36}$"));
        await LooksGoodAsync(olga);
        await olga.Page.ClickAsync("main a.row-link:has-text('Agent')");
        await olga.Page.Locator(".state tr.changed", new() { HasText = "Setting up" }).WaitForAsync();
        await LooksGoodAsync(olga);

        // Nothing below loads the page anew: the play-head moves in it, and the address follows.
        await olga.Page.EvaluateAsync("window.stayed = true");
        await olga.Page.Keyboard.PressAsync("ArrowLeft");
        await olga.Page.GetByText("State after event 7").WaitForAsync();
        olga.Page.Url.ShouldEndWith("?version=7");
        await olga.Page.Locator(".events a", new() { HasText = "Agent requested" }).ClickAsync();
        await olga.Page.GetByText("State after event 1").WaitForAsync();
        await olga.Page.Keyboard.PressAsync("ArrowRight");
        await olga.Page.GetByText("State after event 2").WaitForAsync();
        (await olga.Page.EvaluateAsync<bool>("window.stayed === true")).ShouldBeTrue();
        (await olga.Page.Locator(".events a[aria-current]").InnerTextAsync()).ShouldContain("Step begun");
        await LooksGoodAsync(olga);

        await olga.Page.GotoAsync("/audit");
        (await olga.Page.Locator("main").InnerTextAsync()).ShouldContain("at event 2");
        await LooksGoodAsync(olga);
    }

    /// <summary>axe is content in both schemes, on a screen and on a phone, and nothing has to be scrolled to sideways.</summary>
    static async Task LooksGoodAsync(Person person)
    {
        foreach (var width in (int[])[390, 1280])
        {
            await person.Page.SetViewportSizeAsync(width, 900);
            await person.FindsNothingToComplainOfAsync();
            (
                await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            ).ShouldBeLessThanOrEqualTo(0, $"{person.Page.Url} at {width}");
        }
    }

    async Task EnterAsync(Person person)
    {
        await person.SignUpAsync();
        for (var tries = 0; site.LinkMailedTo(person.Email).Length == 0; await Task.Delay(100))
            if (++tries > 200)
                throw new TimeoutException($"No mail reached {person.Email}");
        await person.ConfirmAsync(site.LinkMailedTo(person.Email));
        await person.SignInAsync();
    }
}
