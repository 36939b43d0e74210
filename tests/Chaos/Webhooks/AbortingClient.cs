using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Switchhook.Chaos.Webhooks;

/// <summary>Posts over a bare socket and breaks off after so many bytes: of what it sends, or of what it hears.</summary>
public sealed class AbortingClient(int seed)
{
    readonly Lock gate = new();
    readonly Random chance = new(seed);

    public int Cuts { get; private set; }

    /// <summary>True when it had heard a 2xx before it broke off.</summary>
    public async Task<bool> PostAsync(string address, byte[] body)
    {
        var url = new Uri(address);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/retell/webhook HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\nContent-Length: "
                + $"{body.Length}\r\nX-Retell-Signature: {WebhookClient.Sign(body, DateTimeOffset.UtcNow)}\r\n\r\n"
        );
        byte[] request = [.. Encoding.ASCII.GetBytes(head), .. body];
        int send,
            hear;
        lock (gate)
        {
            (send, hear) = chance.Next(2) == 0 ? (chance.Next(request.Length), 0) : (request.Length, chance.Next(120));
            Cuts++;
        }
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, url.Port);
            await socket.SendAsync(request.AsMemory(0, send));
            var heard = hear == 0 ? "" : await HearAsync(socket, hear);
            return heard.StartsWith("HTTP/1.1 2", StringComparison.Ordinal) && heard.Contains('\r', StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
        finally
        {
            socket.Close(0);
        }
    }

    static async Task<string> HearAsync(Socket socket, int most)
    {
        var heard = new byte[most];
        var length = 0;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            while (length < most && await socket.ReceiveAsync(heard.AsMemory(length), patience.Token) is > 0 and var read)
                length += read;
        }
        catch (OperationCanceledException)
        { /* nothing more comes */
        }
        return Encoding.ASCII.GetString(heard, 0, length);
    }
}
