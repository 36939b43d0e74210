using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Switchhook.Browser;

public class The_call_page(Site site)
{
    [Fact]
    public async Task plays_the_call_in_step_with_its_transcript()
    {
        await using var ana = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        var call = await ana.TakeCallAsync();
        var page = ana.Page;
        await page.GotoAsync(call);
        await Expect(page.Locator(".player.enhanced")).ToBeVisibleAsync();
        await ana.FindsNothingToComplainOfAsync();

        // A click on a line is heard at once, and the line is the current one.
        var line = page.Locator(".turns > li.user[data-start]").Nth(1);
        var start = double.Parse((await line.GetAttributeAsync("data-start"))!, System.Globalization.CultureInfo.InvariantCulture);
        await line.Locator("p").ClickAsync();
        await Expect(line).ToHaveAttributeAsync("aria-current", "true");
        await Expect(page.Locator(".player.playing")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("start => document.querySelector('audio').currentTime >= start", start);

        // Later ones follow by themselves.
        await page.EvaluateAsync("() => { document.querySelector('audio').playbackRate = 16 }");
        await page.WaitForFunctionAsync(
            "start => Number(document.querySelector('.turns > [aria-current]').dataset.start) > start + 3",
            start
        );

        // Who scrolls away is left alone, and offered the way back.
        await page.EvaluateAsync("() => { document.querySelector('audio').playbackRate = 1 }");
        await page.Locator(".turns > li[data-start]").First.Locator("p").ClickAsync();
        await page.SetViewportSizeAsync(1280, 420);
        await page.Mouse.MoveAsync(400, 300);
        await page.Mouse.WheelAsync(0, 3000);
        await Expect(page.Locator("[data-follow]")).ToBeVisibleAsync();
        await page.Locator("[data-follow]").ClickAsync();
        await Expect(page.Locator("[data-follow]")).ToBeHiddenAsync();
        await Expect(page.Locator(".turns > li[aria-current]")).ToBeInViewportAsync();

        // An answer's mark leads to where it was said.
        var mark = page.Locator(".facts a.heard").First;
        var second = double.Parse((await mark.GetAttributeAsync("data-seek"))!, System.Globalization.CultureInfo.InvariantCulture);
        await mark.ClickAsync();
        await page.WaitForFunctionAsync("second => Math.abs(document.querySelector('audio').currentTime - second) < 3", second);
        page.Url.ShouldEndWith(call);
    }

    [Fact]
    public async Task keeps_notes_and_becomes_a_lead_where_its_owner_says_so()
    {
        await using var ana = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        var page = ana.Page;
        await page.GotoAsync(await ana.TakeCallAsync("wrong_number"));
        await page.FillAsync("#notes > .body > form textarea", "Rings again on Monday.");
        await page.ClickAsync("text=Add note");
        await Expect(page.Locator("#notes article p")).ToHaveTextAsync("Rings again on Monday.");
        await page.ClickAsync("#notes summary");
        await ana.FindsNothingToComplainOfAsync();
        await page.FillAsync("#notes article textarea", "Rings again on Tuesday.");
        await page.ClickAsync("#notes article button:has-text('Save')");
        await Expect(page.Locator("#notes article p")).ToHaveTextAsync("Rings again on Tuesday.");
        await page.ClickAsync("#notes summary");
        await page.ClickAsync("#notes article button:has-text('Remove')");
        await Expect(page.Locator("#notes article")).ToHaveCountAsync(0);

        await page.ClickAsync("text=Make this a lead");
        await page.ArriveAsync(new Regex("/leads/[0-9a-f-]{36}$"));
        await Expect(page.GetByText("and you made it a lead")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.ReloadAsync();
        await page.ClickAsync(".page-head a:has-text('Open lead')");
        await page.ArriveAsync(new Regex("/leads/[0-9a-f-]{36}$"));
    }

    [Fact]
    public async Task obeys_the_keyboard_alone()
    {
        await using var ana = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        var page = ana.Page;
        await page.GotoAsync(await ana.TakeCallAsync() + "?t=6");
        await page.WaitForFunctionAsync("() => document.querySelector('audio')?.currentTime === 6");
        await Expect(page.Locator("[data-now]")).ToHaveTextAsync("0:06");
        async Task PressAsync(string key, double now)
        {
            await page.Keyboard.PressAsync(key);
            await page.WaitForFunctionAsync("now => Math.abs(document.querySelector('audio').currentTime - now) < .2", now);
        }
        await PressAsync("ArrowRight", 11);
        await PressAsync("ArrowLeft", 6);
        await PressAsync("Shift+ArrowRight", 21);
        await PressAsync("Shift+ArrowLeft", 6);
        var starts = await page.EvaluateAsync<double[]>(
            "() => [...document.querySelectorAll('.turns > [data-start]')].map(turn => Number(turn.dataset.start))"
        );
        var here = Array.FindLastIndex(starts, x => x <= 6.05);
        await PressAsync("j", starts[here + 1]);
        await Expect(page.Locator(".turns > li").Filter(new() { Has = page.Locator("a.at:focus") }))
            .ToHaveAttributeAsync("aria-current", "true");
        await PressAsync("k", starts[here]);
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync(" ");
        await Expect(page.Locator(".player.playing")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync(" ");
        await Expect(page.Locator(".player.playing")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator(".find input")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task works_without_scripts_on_a_phone_in_the_dark()
    {
        await using var ana = await site.OwnerAsync();
        await ana.CreateAgentAsync();
        var call = await ana.TakeCallAsync();
        await using var plain = await site.PersonAsync(width: 390, scheme: ColorScheme.Dark, scripts: false);
        await plain.SignInAsync(ana.Email);
        var page = plain.Page;
        await page.GotoAsync(call);
        await Expect(page.Locator("audio")).ToBeVisibleAsync();
        await page.Locator(".turns a.at").Nth(2).ClickAsync();
        await Expect(page.Locator(".turns > li[aria-current]")).ToHaveCountAsync(1);
        await page.ArriveAsync(new Regex(@"\?t="));
        foreach (var tab in new[] { "Timeline", "Data", "Cost", "Transcript" })
        {
            await page.Locator(".tabs a", new() { HasText = tab }).ClickAsync();
            await Expect(page.Locator(".tabs a[aria-current]")).ToHaveTextAsync(tab);
        }
        await page.FillAsync(".find input", "appointment");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(new Regex("q=appointment"));

        await page.GotoAsync("/calls");
        await page.SelectOptionAsync("#outcome", "booked");
        await page.ClickAsync("form.filters button");
        await page.ArriveAsync(new Regex("outcome=booked"));
        await page.Locator("a.chip", new() { HasText = "Booked" }).ClickAsync();
        await page.ArriveAsync(new Regex("/calls$"));
        await page.GotoAsync("/test-call");
        await page.ClickAsync("#web-call button");
        await page.ArriveAsync(new Regex("playing="));
    }

    [Fact]
    public async Task is_sound_on_a_phone_and_in_the_dark()
    {
        await using var ana = await site.OwnerAsync(width: 390, scheme: ColorScheme.Dark);
        await ana.CreateAgentAsync();
        var call = await ana.TakeCallAsync();
        foreach (
            var path in new[]
            {
                "/",
                call,
                call + "?tab=data",
                call + "?q=you",
                "/calls",
                "/calls?q=you&period=month&length=long",
                "/calls?q=xylophone",
                "/test-call",
            }
        )
        {
            await ana.Page.GotoAsync(path);
            await ana.FindsNothingToComplainOfAsync();
            (await ana.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(
                0,
                path
            );
        }
    }
}
