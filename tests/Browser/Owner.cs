using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Switchhook.Browser;

/// <summary>Somebody who has confirmed the address and signed in, and has an agent where one is needed.</summary>
static class Owner
{
    public static async Task<Person> OwnerAsync(this Site site, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var owner = await site.PersonAsync(width, scheme);
        await owner.SignUpAsync();
        await owner.ConfirmAsync(await LinkAsync(site, owner.Email));
        await owner.SignInAsync();
        return owner;
    }

    public static async Task CreateAgentAsync(this Person owner)
    {
        await owner.Page.GotoAsync("/agent/new");
        await owner.Page.FillAsync("#name", "Reyes Dental front desk");
        await owner.Page.ClickAsync("button[data-fill]:has-text('Clinic')");
        await owner.Page.FillAsync("#area", "415");
        await owner.Page.ClickAsync("main form button[type=submit]");
        await owner.Page.Locator(".page-head .pill", new() { HasText = "+1 415 555" }).WaitForAsync();
    }

    /// <summary>The path of a call that has come in and was analysed.</summary>
    public static async Task<string> TakeCallAsync(this Person owner, string scenario = "booking")
    {
        await owner.Page.GotoAsync("/");
        await owner.Page.ClickAsync("button[popovertarget=simulate]");
        await owner.Page.ClickAsync($"#simulate button[value={scenario}]");
        await owner.Page.ArriveAsync(new Regex("playing="));
        var path = "/calls/" + Regex.Match(owner.Page.Url, @"playing=(call_\w+)").Groups[1].Value;
        await owner.Page.Locator($"#recent-calls a[href='{path}']").WaitForAsync();
        await owner.Page.Locator($"#recent-calls tr:has(a[href='{path}']) .clamp:not(:empty)").WaitForAsync();
        return path;
    }

    static async Task<string> LinkAsync(Site site, string email)
    {
        for (var tries = 0; tries < 200; tries++, await Task.Delay(100))
            if (site.LinkMailedTo(email) is { Length: > 0 } link)
                return link;
        throw new TimeoutException($"No mail reached {email}");
    }
}
