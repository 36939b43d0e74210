using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Shouldly;

namespace Switchhook.Browser;

/// <summary>Somebody at a browser. What the browser complains about is kept, and closing fails on it.</summary>
public sealed class Person : IAsyncDisposable
{
    static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    static readonly object Everything = new { resultTypes = (string[])["violations"] },
        Colours = new { runOnly = (string[])["color-contrast", "link-in-text-block"] };

    readonly List<string> complaints = [];
    readonly Site site;

    public Person(IPage page, Site site)
    {
        Page = page;
        this.site = site;
        page.Console += (_, message) =>
        {
            // A refused form and a page of somebody else answer so on purpose, and the browser notes it.
            // So does the live stream of a page whose sign-in has ended.
            if (message.Text.Contains("401", StringComparison.Ordinal) && message.Location.Contains("/live", StringComparison.Ordinal))
                return;
            if (
                message.Type is "error"
                && !(
                    message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                    && (message.Text.Contains("422", StringComparison.Ordinal) || message.Text.Contains("404", StringComparison.Ordinal))
                )
            )
                complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(site.Address, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
            )
                complaints.Add("asked a third party: " + request.Url);
        };
    }

    public IPage Page { get; }
    public string Email { get; } = $"person-{Guid.NewGuid():N}@example.com";
    public string Password => "correct horse 42 battery";

    public async Task SignUpAsync()
    {
        await Page.GotoAsync("/sign-up");
        await Page.FillAsync("input[type=email]", Email);
        await Page.ClickAsync("main form button[type=submit]");
        await Page.ArriveAsync(new Regex("(?<!/sign-up)$"));
    }

    /// <summary>Follows the mailed link, and chooses the password there.</summary>
    public async Task ConfirmAsync(string link)
    {
        await Page.GotoAsync(link);
        await Page.FillAsync("input[type=password]", Password);
        await Page.ClickAsync("main form button[type=submit]");
        await Page.ArriveAsync(new Regex("done=confirmed$"));
    }

    public async Task SignInAsync(string? email = null, string? password = null)
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("input[type=email]", email ?? Email);
        await Page.FillAsync("input[type=password]", password ?? Password);
        await Page.ClickAsync("main form:has(input[type=password]) button[type=submit]");
        await Page.ArriveAsync(site.Address + "/");
    }

    /// <summary>axe finds nothing on this page, in either colour scheme: nothing but colours differs between them.</summary>
    public async Task FindsNothingToComplainOfAsync()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            // The colours of a scheme are there once a frame was painted with them.
            await Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            if (!await Page.EvaluateAsync<bool>("'axe' in window"))
                await Page.EvaluateAsync(Axe);
            var found = await Page.EvaluateAsync<string[]>(
                "async given => (await axe.run(given)).violations.map(x => `${x.id}: ${x.nodes[0].html}`)",
                scheme is ColorScheme.Light ? Everything : Colours
            );
            found.Select(x => $"{Page.Url} {scheme} {x}").ShouldBeEmpty();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        complaints.ShouldBeEmpty();
    }
}
