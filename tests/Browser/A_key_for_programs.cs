using System.Net;
using System.Net.Http.Headers;
using Shouldly;
using Xunit;

namespace Switchhook.Browser;

public class A_key_for_programs(Site site)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task is_made_shown_once_and_revoked_with_scripts_and_without(bool scripts)
    {
        await using var ana = await site.PersonAsync(scripts: scripts);
        await EnterAsync(ana);
        await ana.Page.GotoAsync("/account");
        await ana.Page.ClickAsync("main a[href='/account/keys']");
        await LooksGoodAsync(ana, scripts);

        await ana.Page.FillAsync("#key-name", "Nightly report");
        await ana.Page.ClickAsync("text=Create key");
        var key = await ana.Page.Locator("#new-key").InnerTextAsync();
        await LooksGoodAsync(ana, scripts);
        (await StatusAsync(key)).ShouldBe(HttpStatusCode.OK);

        await ana.Page.GotoAsync("/account/keys");
        (await ana.Page.ContentAsync()).ShouldNotContain(key);
        await ana.Page.ClickAsync("table.list button:has-text('Revoke')");
        await ana.Page.Locator(".pop:popover-open").WaitForAsync();
        await LooksGoodAsync(ana, scripts);
        await ana.Page.ClickAsync("text=Revoke it");
        await ana.Page.Locator(".toast", new() { HasText = "The key is revoked" }).WaitForAsync();
        await ana.Page.GetByText("None yet.").WaitForAsync();
        (await StatusAsync(key)).ShouldBe(HttpStatusCode.Unauthorized);

        if (scripts)
            (await ana.Page.EvaluateAsync<int>("localStorage.length + sessionStorage.length")).ShouldBe(0);
    }

    async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        return (await http.GetAsync(new Uri($"{site.Address}/api/agents"))).StatusCode;
    }

    /// <summary>axe, and whatever is measured in the page, needs scripts.</summary>
    static async Task LooksGoodAsync(Person person, bool scripts)
    {
        if (!scripts)
            return;
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
