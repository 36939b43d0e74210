using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Switchhook.Browser;
using Switchhook.Published;

namespace Switchhook.Bench;

/// <summary>What Lighthouse says of the pages that people live in, as it looks at pages by itself: a telephone on a slow line.</summary>
public static class Lighthouse
{
    const int Target = 95;
    static readonly string[] Pages = ["dashboard", "call", "leads"],
        Categories = ["performance", "accessibility", "best-practices"];

    public static async Task<int> MeasureAsync()
    {
        var tool = PublishedBuild.Tests("lighthouse");
        if (!Directory.Exists(Path.Combine(tool, "node_modules", "lighthouse")))
            await RunAsync(tool, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        var data = PublishedSite.NewDataFolder();
        try
        {
            await using var site = await PublishedSite.StartAsync(data, ("Sandbox__Control", "true"));
            using var guide = new TourAccounts(site, data);
            await guide.PrepareAsync();
            var missed = 0;
            Console.WriteLine($"{"page", -12}{string.Concat(Categories.Select(x => $"{x, 16}"))}");
            foreach (var stop in Tour.Stops.Where(x => Pages.Contains(x.Name)))
            {
                var (scores, lost) = await ScoresAsync(
                    tool,
                    site.Address + guide.PathOf(stop),
                    guide.People[stop.Who].Visitor.CookieHeader
                );
                var missing = lost.Count == 0 ? "" : "  short of 100 for " + string.Join(", ", lost);
                Console.WriteLine($"{stop.Name, -12}{string.Concat(scores.Select(x => $"{x, 16}"))}{missing}");
                missed += scores.Count(x => x < Target);
            }
            Console.WriteLine($"{missed} scores under {Target}");
            return missed == 0 ? 0 : 1;
        }
        finally
        {
            await PublishedSite.ClearAsync(data);
        }
    }

    static async Task<(IReadOnlyList<int> Scores, IReadOnlyList<string> Lost)> ScoresAsync(string tool, string url, string cookies)
    {
        // Who is signed in goes by a file: arguments can be read by everybody on the machine. The stream of live news does not get this
        // header, is refused, and costs points for an error in the console.
        var headers = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(headers, JsonSerializer.Serialize(new { Cookie = cookies }));
            var report = JsonNode.Parse(
                await RunAsync(
                    tool,
                    Path.Combine(tool, "node_modules", ".bin", "lighthouse"),
                    url,
                    "--output=json",
                    "--quiet",
                    $"--only-categories={string.Join(',', Categories)}",
                    $"--extra-headers={headers}",
                    $"--chrome-flags={Flags}"
                )
            )!;
            var lost =
                from category in Categories
                from reference in report["categories"]![category]!["auditRefs"]!.AsArray()
                where
                    (double)reference!["weight"]! > 0
                    && report["audits"]![(string)reference["id"]!]!["score"] is { } score
                    && (double)score < .9
                select (string)reference["id"]!;
            return ([.. Categories.Select(x => (int)Math.Round((double)report["categories"]![x]!["score"]! * 100))], [.. lost]);
        }
        finally
        {
            File.Delete(headers);
        }
    }

    static string Flags => "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run";

    static async Task<string> RunAsync(string folder, string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CHROME_PATH"] = Chromium.Path },
        };
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? said[0]
            : throw new InvalidOperationException(
                $"{Path.GetFileName(command)} ended with {process.ExitCode.ToString(CultureInfo.InvariantCulture)}:\n{string.Concat(said)}"
            );
    }
}
