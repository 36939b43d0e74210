using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Switchhook.Browser;

static class PageNavigation
{
    const float Patience = 20_000;

    /// <summary>
    /// The page at this address is there, and whole. It is looked for, not waited for by its events: one that falls between two pages is
    /// never told.
    /// </summary>
    public static async Task ArriveAsync(this IPage page, Regex address)
    {
        await Expect(page).ToHaveURLAsync(address, new() { Timeout = Patience });
        for (var watch = Stopwatch.StartNew(); !await IsWholeAsync(page); await Task.Delay(20))
            if (watch.ElapsedMilliseconds > Patience)
                throw new TimeoutException($"{page.Url} is not whole");
    }

    static async Task<bool> IsWholeAsync(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("() => document.readyState") == "complete";
        }
        // Asked between two pages.
        catch (PlaywrightException)
        {
            return false;
        }
    }

    public static Task ArriveAsync(this IPage page, string address) => page.ArriveAsync(new Regex("^" + Regex.Escape(address) + "$"));
}
