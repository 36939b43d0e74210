using System.Globalization;
using Switchhook.Published;
using Switchhook.Scenarios;

namespace Switchhook.Bench;

/// <summary>What each page makes a browser load the first time: bodies as served, compressed; 1 kB is 1000 bytes.</summary>
public static class Weight
{
    const int Target = 60_000;

    public static async Task<int> MeasureAsync()
    {
        var data = PublishedSite.NewDataFolder();
        try
        {
            await using var site = await PublishedSite.StartAsync(data);
            var scales = new ResponseSizeMeter();
            using var visitor = new BrowserSession(scales, site.Address);
            Console.WriteLine($"{"page", -44}{"html", 8}{"css", 8}{"js", 8}{"icons", 8}{"font", 8}{"without font", 14}");
            var home = await SayAsync(scales, visitor, "/");
            foreach (var path in (string[])["/sign-up", "/sign-in"])
                await SayAsync(scales, visitor, path);

            await visitor.SignInAsync();
            await SayAsync(scales, visitor, "/agent/new");
            await visitor.CreateAgentAsync();
            var (call, lead) = await visitor.TakeCallAsync();
            var dashboard = await SayAsync(scales, visitor, "/", "/ (signed in)");
            foreach (
                var path in (string[])
                    [
                        "/agent",
                        "/test-call",
                        "/calls",
                        "/calls?q=number",
                        call,
                        "/leads",
                        lead,
                        "/account",
                        "/admin/users",
                        "/admin/agents",
                        "/audit",
                    ]
            )
                await SayAsync(scales, visitor, path);

            var heaviest = Math.Max(home!.WithoutFont, dashboard!.WithoutFont);
            Console.WriteLine(
                $"home page without font: {Kilobytes(home.WithoutFont)} signed out, {Kilobytes(dashboard.WithoutFont)} signed in "
                    + $"(target < {Kilobytes(Target)}: {(heaviest < Target ? "met" : "missed")})"
            );
            return heaviest < Target ? 0 : 1;
        }
        finally
        {
            await PublishedSite.ClearAsync(data);
        }
    }

    static async Task<PageWeight?> SayAsync(ResponseSizeMeter scales, BrowserSession visitor, string path, string? name = null)
    {
        var weight = await scales.WeighAsync(visitor, path);
        Console.WriteLine(
            weight is null
                ? $"{path, -44}not for this reader"
                : $"{name ?? path, -44}{Kilobytes(weight.Html), 8}{Kilobytes(weight.Css), 8}{Kilobytes(weight.Js), 8}"
                    + $"{Kilobytes(weight.Icons), 8}{Kilobytes(weight.Font), 8}{Kilobytes(weight.WithoutFont), 14}"
        );
        return weight;
    }

    static string Kilobytes(int bytes) => (bytes / 1000.0).ToString("0.0 kB", CultureInfo.InvariantCulture);
}
