using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Switchhook.Chaos.Webhooks;

/// <summary>Between the site and its database: passes everything on, or hinders it as a network does.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly int behind;
    readonly CancellationTokenSource end = new();
    readonly HashSet<TcpProxyConnection> open = [];
    readonly Task accepting;

    TcpProxy(NpgsqlConnectionStringBuilder database)
    {
        behind = database.Port;
        listener.Start();
        database.Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        ConnectionString = database.ConnectionString;
        accepting = AcceptAsync();
    }

    public static TcpProxy Before(string connectionString) => new(new(connectionString));

    public string ConnectionString { get; }

    /// <summary>Nobody is let in.</summary>
    public bool Refuses { get; set; }

    /// <summary>Every answer of the database comes this much later.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>
    /// Says for each part of a conversation how much of it gets through before the connection is reset; null when all of it does.
    /// </summary>
    public Func<Part, int?> Cut { get; set; } = _ => null;

    public int Cuts { get; private set; }

    public void ResetAll()
    {
        lock (open)
            foreach (var connection in open)
                connection.Dispose();
    }

    internal void CountCut()
    {
        lock (open)
            Cuts++;
    }

    async Task AcceptAsync()
    {
        while (!end.IsCancellationRequested)
        {
            Socket near;
            try
            {
                near = await listener.AcceptSocketAsync(end.Token);
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException)
            {
                return;
            }
            if (Refuses)
            {
                near.Close(0);
                continue;
            }
            var connection = new TcpProxyConnection(this, near);
            lock (open)
                open.Add(connection);
            _ = RunAsync(connection);
        }
    }

    async Task RunAsync(TcpProxyConnection connection)
    {
        using (connection)
            await connection.RunAsync(behind);
        lock (open)
            open.Remove(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        ResetAll();
        end.Dispose();
    }
}

/// <param name="Of">The connection, the same object for every part of it.</param>
/// <param name="FromDatabase">Else what the site says.</param>
public readonly record struct Part(object Of, bool FromDatabase, ReadOnlyMemory<byte> Bytes);
