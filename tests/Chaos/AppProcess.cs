using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Switchhook.Published;

namespace Switchhook.Chaos;

/// <summary>The product as its own process, which can be killed and started again at the same address.</summary>
/// <param name="build">The folder of another build than the one that was just made.</param>
public sealed class AppProcess(IReadOnlyDictionary<string, string> environment, string? build = null) : IAsyncDisposable
{
    /// <summary>
    /// What ships, where it has just been made: it starts in little more than half the time. Else what was built beside these tests.
    /// </summary>
    static readonly (string Folder, string Environment) Newest = PublishedBuild.IsMade
        ? (PublishedBuild.Folder, "Production")
        : (AppContext.BaseDirectory, "Development");

    (string Folder, string Environment) Build => build is null ? Newest : (build, "Production");

    readonly StringBuilder said = new();
    readonly int port = FreePort();
    Process? app;

    public string Address => $"http://127.0.0.1:{port}";
    public int Kills { get; private set; }
    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    public int Id => app!.Id;
    public bool IsRunning => app is { HasExited: false };

    public async Task StartAsync()
    {
        Launch();
        await ReadyAsync();
    }

    public void Launch()
    {
        app?.Dispose();
        app = Process.Start(Command())!;
        app.OutputDataReceived += Listen;
        app.ErrorDataReceived += Listen;
        app.BeginOutputReadLine();
        app.BeginErrorReadLine();
    }

    /// <summary>A command of the app, such as `projections check`, beside the site.</summary>
    public async Task<(int ExitCode, string Said)> RunAsync(params string[] command)
    {
        using var run = Process.Start(Command(command))!;
        var output = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, string.Concat(output));
    }

    ProcessStartInfo Command(params string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Build.Folder, "App.dll"), .. command])
        {
            WorkingDirectory = Build.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = Build.Environment;
        start.Environment["PORT"] = $"{port}";
        start.Environment["PUBLIC_URL"] = Address;
        return start;
    }

    public async Task ReadyAsync()
    {
        using var http = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(90); await Task.Delay(50))
        {
            if (!IsRunning)
                break;
            try
            {
                if ((await http.GetAsync(Address + "/health/ready")).StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            { /* not listening yet */
            }
        }
        throw new InvalidOperationException("The app was not ready:\n" + Said);
    }

    public async Task<string> ReadinessAsync()
    {
        using var http = new HttpClient();
        return await (await http.GetAsync(Address + "/health/ready")).Content.ReadAsStringAsync();
    }

    /// <summary>As by kill -9: nothing is finished, nothing is told.</summary>
    public async Task KillAsync()
    {
        if (app is not { HasExited: false })
            return;
        Kills++;
        app.Kill();
        await app.WaitForExitAsync();
    }

    /// <summary>As a service manager ends it: it may finish what it has in hand.</summary>
    public async Task<int> EndAsync()
    {
        await SignalAsync("TERM");
        await app!.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);
        return app.ExitCode;
    }

    /// <summary>STOP and CONT: the process is there, and does nothing.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    void Listen(object _, DataReceivedEventArgs line)
    {
        lock (said)
            said.AppendLine(line.Data);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        app?.Dispose();
    }
}
