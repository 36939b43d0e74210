using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Switchhook.BuildingBlocks;
using Switchhook.EmbeddedPostgres;
using Switchhook.Scenarios;

namespace Switchhook.Published;

/// <summary>
/// The published build as a process of its own in Production, with the sandbox for Retell, on a data folder that outlives it.
/// </summary>
public sealed class PublishedSite : IAsyncDisposable
{
    public const string AdminEmail = "operator@example.com",
        AdminPassword = "correct horse 42 battery",
        MetricsToken = "scrape-me-if-you-know-me",
        SandboxKey = "key_of_the_sandbox_for_tests_0123456789";

    readonly Process process;

    public Process Process => process;
    readonly StringBuilder said = new();

    PublishedSite(Process process, string address) => (this.process, Address) = (process, address);

    public string Address { get; }
    public TimeSpan FirstPageAfter { get; private set; }

    /// <summary>What the process has used of any core so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>What it holds of the machine's memory.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    /// <summary>Returns when the first page has been served.</summary>
    public static async Task<PublishedSite> StartAsync(string data, params (string Name, string Value)[] settings)
    {
        var watch = Stopwatch.StartNew();
        var site = Launch(data, settings);
        try
        {
            // Where https is told of, a page that is asked for over http is refused.
            var overTls = settings.Any(x => x.Name == "PUBLIC_URL" && x.Value.StartsWith("https:", StringComparison.Ordinal));
            await FirstPageAsync(site.Address + (overTls ? "/health/ready" : ""), () => site.process.HasExited);
            site.FirstPageAfter = watch.Elapsed;
            return site;
        }
        catch (InvalidOperationException failed)
        {
            await site.DisposeAsync();
            throw new InvalidOperationException($"{failed.Message}\n{site.Said}");
        }
    }

    /// <summary>The Debug build that bin/publish makes on its way, in Development: the pages for builders are there alone.</summary>
    public static Task<PublishedSite> StartForBuildersAsync(string data) => StartAsync(data, ("ASPNETCORE_ENVIRONMENT", "Development"));

    public static async Task FirstPageAsync(string address, Func<bool> hasEnded)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(90); await Task.Delay(10))
        {
            if (hasEnded())
                throw new InvalidOperationException("The site ended while starting");
            try
            {
                if ((await http.GetAsync(address)).StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            { /* not listening yet */
            }
        }
        throw new InvalidOperationException("No page within 90 s");
    }

    /// <summary>For a start that must not succeed: how it ended and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> FailAsync(string data, params (string Name, string Value)[] settings)
    {
        await using var site = Launch(data, settings);
        await site.process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return (site.process.ExitCode, site.Said);
    }

    /// <summary>A command of the app: how it ended and what it said.</summary>
    public static async Task<(int ExitCode, string Said)> RunAsync(
        string data,
        string[] command,
        params (string Name, string Value)[] settings
    )
    {
        await using var site = Launch(data, settings, command);
        await site.process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return (site.process.ExitCode, site.Said);
    }

    /// <summary>What a command of the app, such as `roles`, prints.</summary>
    public static async Task<string> SayAsync(string command, params (string Name, string Value)[] settings)
    {
        await using var site = Launch(Path.GetTempPath(), settings, command);
        await site.process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return site.Said;
    }

    public static string NewDataFolder() =>
        ServerUser.CreateFolder(Path.Combine(Path.GetTempPath(), "switchhook-published-" + Path.GetRandomFileName()));

    /// <summary>Nothing of it is left, not even a PostgreSQL whose site was killed.</summary>
    public static async Task ClearAsync(string data)
    {
        if (ServerFolder.Majors(data).Any())
            await (await EmbeddedPostgresServer.StartAsync(new DataFolder(data), PublishedBuild.Folder)).DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    public BrowserSession Visitor() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, Address);

    /// <summary>As Ctrl-C or a service manager ends it.</summary>
    public async Task<TimeSpan> EndAsync()
    {
        var watch = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return watch.Elapsed;
    }

    /// <summary>kill -9: nothing of it gets another word.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await EndAsync();
        process.Dispose();
    }

    static PublishedSite Launch(string data, (string Name, string Value)[] settings, params string[] arguments)
    {
        var address = FreeAddress();
        var forBuilders = settings.Contains(("ASPNETCORE_ENVIRONMENT", "Development"));
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(forBuilders ? PublishedBuild.DebugFolder : PublishedBuild.Folder, "App.dll"), .. arguments]
        )
        {
            WorkingDirectory = forBuilders ? PublishedBuild.Sources : PublishedBuild.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
            start.Environment.Remove(name);
        foreach (
            var (name, value) in ((string, string)[])
                [
                    ("ASPNETCORE_ENVIRONMENT", "Production"),
                    ("ASPNETCORE_URLS", address),
                    ("PUBLIC_URL", address),
                    ("DATA_DIR", data),
                    ("Sandbox__Enabled", "true"),
                    ("Sandbox__Key", SandboxKey),
                    ("Sandbox__Pace", "0.02"),
                    ("Metrics__Token", MetricsToken),
                    ("BOOTSTRAP_ADMIN_EMAIL", AdminEmail),
                    ("BOOTSTRAP_ADMIN_PASSWORD", AdminPassword),
                    .. settings,
                ]
        )
            start.Environment[name] = value;
        var site = new PublishedSite(Process.Start(start)!, start.Environment["ASPNETCORE_URLS"]!);
        site.process.OutputDataReceived += site.AppendOutput;
        site.process.ErrorDataReceived += site.AppendOutput;
        site.process.BeginOutputReadLine();
        site.process.BeginErrorReadLine();
        return site;
    }

    void AppendOutput(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (said)
            said.AppendLine(line.Data);
    }

    static bool IsOurs(string name) =>
        name is "PORT" or "DATA_DIR" or "PUBLIC_URL"
        || Array.Exists(
            (string[])
                [
                    "ASPNETCORE_",
                    "DOTNET_ENVIRONMENT",
                    "ConnectionStrings__",
                    "BOOTSTRAP_",
                    "Retell__",
                    "Smtp__",
                    "Sandbox__",
                    "OTEL_",
                    "SSL_CERT_",
                ],
            name.StartsWith
        );

    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
