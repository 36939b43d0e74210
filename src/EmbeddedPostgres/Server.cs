using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Switchhook.BuildingBlocks;

namespace Switchhook.EmbeddedPostgres;

/// <summary>Starts the server of a folder, or finds it running after its app was killed.</summary>
public sealed class Server(Binaries binaries, ServerFolder folder, ServerSettings settings)
{
    const int TimeoutSeconds = 60,
        Attempts = 3;

    readonly ServerProcess process = new(folder.Data);

    public async Task<int> EnsureRunningAsync(CancellationToken stop)
    {
        if (await RunningAsync(stop) is { } running)
            return running;
        Postmaster.DeletePidFile(folder.Data);
        process.EndOrphans();
        return Enumerable.Range(1, Attempts).Select(Started).FirstOrDefault(port => port is not null)
            ?? throw new StartupFailure($"PostgreSQL did not start. The end of {folder.Log}: {folder.LastFatalLine()}");
    }

    public bool IsRunning => Postmaster.Read(folder.Data) is { } postmaster && process.Is(postmaster.Process);

    public void Stop()
    {
        if (IsRunning)
            ServerProgram.SucceedsUnwatched(binaries.Program("pg_ctl"), "-s", "-D", folder.Data, "-m", "fast", "stop");
    }

    /// <summary>Waits while one is starting or stopping; null when there is none.</summary>
    async Task<int?> RunningAsync(CancellationToken stop)
    {
        for (var waited = 0; Postmaster.Read(folder.Data) is { } postmaster && process.Is(postmaster.Process); waited += 20)
        {
            if (postmaster.IsReady)
                return postmaster.Port;
            if (waited > TimeoutSeconds * 1000)
                throw new StartupFailure(
                    $"PostgreSQL (process {postmaster.Process}) is neither ready nor gone after {TimeoutSeconds} s: end it and start again."
                );
            await Task.Delay(20, stop);
        }
        return null;
    }

    int? Started(int attempt)
    {
        var port = attempt == 1 && folder.Port is { } saved && IsFree(saved) ? saved : FreePort();
        folder.Prepare(port, settings);
        return ServerProgram.SucceedsUnwatched(
            binaries.Program("pg_ctl"),
            "-s",
            "-w",
            "-t",
            TimeoutSeconds.ToString(CultureInfo.InvariantCulture),
            "-D",
            folder.Data,
            "-l",
            folder.Log,
            "start"
        )
            ? port
            : null;
    }

    static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException)
        {
            return false;
        }
        return true;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
