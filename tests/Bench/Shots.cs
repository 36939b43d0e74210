using System.Globalization;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Switchhook.Browser;
using Switchhook.Published;

namespace Switchhook.Bench;

/// <summary>
/// Every page of the tour, wide and narrow, light and dark: a picture of each, and what axe, the browser's console and the scales say.
/// </summary>
public sealed class Shots(TourAccounts guide, string folder)
{
    static readonly (int Width, int Height)[] Sizes = [(1280, 900), (390, 844)];
    static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    readonly List<string> axe = [],
        csp = [],
        complaints = [];
    int pages,
        pictures,
        expected = 200;
    (string Name, int Bytes) heaviest = ("none", 0);

    public static async Task<int> TakeAsync(string[] only)
    {
        var folder = PublishedBuild.Artifacts("shots");
        foreach (var old in Directory.GetFiles(folder, "*.png"))
            File.Delete(old);
        var (data, buildersData) = (PublishedSite.NewDataFolder(), PublishedSite.NewDataFolder());
        try
        {
            await using var site = await PublishedSite.StartAsync(data, ("Sandbox__Control", "true"));
            await using var builders = await PublishedSite.StartForBuildersAsync(buildersData);
            using var guide = new TourAccounts(site, data);
            await guide.PrepareAsync();
            using var playwright = await Playwright.CreateAsync();
            await using var chromium = await Chromium.LaunchAsync(playwright);
            var shots = new Shots(guide, folder);
            foreach (var stops in Tour.Stops.Where(x => only is [] || only.Contains(x.Name)).GroupBy(x => x.Who))
                await shots.WalkAsync(chromium, stops.Key is TourRole.Builder ? builders.Address : site.Address, stops.Key, stops);
            return shots.Sum();
        }
        finally
        {
            await PublishedSite.ClearAsync(data);
            await PublishedSite.ClearAsync(buildersData);
        }
    }

    async Task WalkAsync(IBrowser chromium, string address, TourRole who, IEnumerable<TourStop> stops)
    {
        await using var context = await chromium.NewContextAsync(new() { BaseURL = address, ReducedMotion = ReducedMotion.Reduce });
        await context.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.violatedDirective} ${e.blockedURI} "
                + "${e.sample}`))"
        );
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is not "error")
                return;
            var said = $"{page.Url}: {message.Text}";
            if (message.Text.StartsWith("CSP: ", StringComparison.Ordinal))
                csp.Add(said);
            // What is served with an error on purpose is noted by the browser too.
            else if (expected == 200 || !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                complaints.Add(said);
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                complaints.Add("asked a third party: " + request.Url);
        };
        if (guide.People.TryGetValue(who, out var person) && who is not TourRole.Stranger)
            await SignInAsync(page, person.Visitor.Email, person.Visitor.Password);
        foreach (var stop in stops)
        {
            await LookAsync(page, stop);
            if (stop.Status == 200 && guide.People.ContainsKey(who))
                await WeighAsync(stop);
        }
    }

    static async Task SignInAsync(IPage page, string email, string password)
    {
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[type=email]", email);
        await page.FillAsync("input[type=password]", password);
        await page.ClickAsync("main form:has(input[type=password]) button[type=submit]");
        await page.Locator("a[href='/account']").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    async Task LookAsync(IPage page, TourStop stop)
    {
        pages++;
        expected = stop.Status;
        foreach (var (width, height) in Sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            var answer = await page.GotoAsync(guide.PathOf(stop));
            if (answer!.Status != stop.Status)
                complaints.Add($"{page.Url}: answered {answer.Status} instead of {stop.Status}");
            foreach (var scheme in Schemes)
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                // The type has come, and a frame was painted with the scheme's colours.
                await page.EvaluateAsync(
                    "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))"
                );
                await page.ScreenshotAsync(
                    new()
                    {
                        Path = Path.Combine(folder, $"{stop.Name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"),
                        FullPage = true,
                    }
                );
                pictures++;
                axe.AddRange((await page.RunAxe()).Violations.Select(x => $"{stop.Name} {width} {scheme} {x.Id}: {x.Nodes[0].Html}"));
            }
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
                complaints.Add($"{stop.Name}: wider than {width} px");
        }
    }

    async Task WeighAsync(TourStop stop)
    {
        var (visitor, scales) = guide.People[stop.Who];
        if (await scales.WeighAsync(visitor, guide.PathOf(stop)) is { } weight && weight.WithoutFont > heaviest.Bytes)
            heaviest = (stop.Name, weight.WithoutFont);
    }

    int Sum()
    {
        foreach (var line in axe.Concat(csp).Concat(complaints))
            Console.WriteLine(line);
        Console.WriteLine(
            $"heaviest: {heaviest.Name}; complaints of the console and about layout: {complaints.Count}; pictures in {folder}"
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{pages} pages, {pictures} pictures, {axe.Count} axe violations, {csp.Count} CSP violations, heaviest "
                    + $"{heaviest.Bytes / 1000.0:0.0} kB"
            )
        );
        return axe.Count + csp.Count + complaints.Count == 0 ? 0 : 1;
    }
}
