using System.Net;
using System.Net.Sockets;

namespace Switchhook.Chaos.Webhooks;

/// <summary>One conversation of the site with its database.</summary>
sealed class TcpProxyConnection(TcpProxy proxy, Socket near) : IDisposable
{
    readonly Socket far = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public async Task RunAsync(int port)
    {
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, port);
            await Task.WhenAny(PassAsync(near, far, false), PassAsync(far, near, true));
        }
        catch (SocketException)
        { /* nobody is there: as if the database had refused */
        }
        Dispose();
    }

    /// <summary>Without a farewell, and whatever was still under way is lost.</summary>
    public void Dispose()
    {
        near.Close(0);
        far.Close(0);
    }

    async Task PassAsync(Socket from, Socket to, bool fromDatabase)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                if (fromDatabase && proxy.Latency > TimeSpan.Zero)
                    await Task.Delay(proxy.Latency);
                var through = proxy.Cut(new(this, fromDatabase, buffer.AsMemory(0, read)));
                if (through != 0)
                    await to.SendAsync(buffer.AsMemory(0, through ?? read));
                if (through is null)
                    continue;
                proxy.CountCut();
                return;
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        { /* one side has gone */
        }
    }
}
