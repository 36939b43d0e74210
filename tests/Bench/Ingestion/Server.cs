using System.Diagnostics;
using System.Globalization;
using Switchhook.Published;

namespace Switchhook.Bench.Ingestion;

/// <summary>One of those that are measured side by side, and the address at which it takes webhooks.</summary>
sealed record Server(string Name, string Address, string Path, Process Process)
{
    public TimeSpan Worked
    {
        get
        {
            Process.Refresh();
            return Process.TotalProcessorTime;
        }
    }

    public static Server Floor(string kind, string connection)
    {
        var address = PublishedSite.FreeAddress();
        return Started(
            kind,
            address,
            Switchhook.Bench.Ingestion.MinimalWebhookServer.Path,
            new ProcessStartInfo("dotnet", [typeof(Server).Assembly.Location, "floor", address, connection, kind])
            {
                // As the product's: a web site's own collector, and threads that do not spin.
                Environment = { ["DOTNET_gcServer"] = "1", ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0" },
            }
        );
    }

    public static Server Node(string url)
    {
        var address = PublishedSite.FreeAddress();
        var program = Beside("usual.mjs");
        return Started(
            "node",
            address,
            "/webhook",
            new ProcessStartInfo(
                "node",
                [
                    program,
                    new Uri(address).Port.ToString(CultureInfo.InvariantCulture),
                    url,
                    Switchhook.Bench.Ingestion.MinimalWebhookServer.Key,
                ]
            )
        );
    }

    static Server Started(string name, string address, string path, ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return new(name, address, path, process);
    }

    static string Beside(string file) =>
        System.IO.Path.Combine(
            Switchhook.BuildingBlocks.DataFolder.Checkout(AppContext.BaseDirectory)!,
            "tests",
            "Bench",
            "Ingesting",
            file
        );

    public async Task ReadyAsync()
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(50))
            try
            {
                using var wire = await RawHttpConnection.OpenAsync(new Uri(Address), Path);
                return;
            }
            catch (System.Net.Sockets.SocketException)
            { /* not listening yet */
            }
        throw new InvalidOperationException($"{Name} does not listen.");
    }

    public async Task<LoadResult> LoadAsync(LoadOrder order, Action<string>? told = null)
    {
        using var load = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(Server).Assembly.Location, .. order.Arguments]) { RedirectStandardOutput = true }
        )!;
        var last = "";
        while (await load.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{'))
                last = line;
            else
                told?.Invoke(line);
        }
        await load.WaitForExitAsync();
        return System.Text.Json.JsonSerializer.Deserialize<LoadResult>(last)!;
    }

    public void End()
    {
        if (!Process.HasExited)
            Process.Kill();
        Process.WaitForExit();
    }
}
