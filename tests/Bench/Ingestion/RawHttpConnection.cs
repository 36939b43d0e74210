using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Switchhook.Bench.Ingestion;

/// <summary>
/// One kept-alive connection that posts and reads the status: as little work as can be, since sender and server share the machine.
/// </summary>
sealed class RawHttpConnection : IDisposable
{
    readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly byte[] answer = new byte[16 * 1024];
    readonly string head;

    RawHttpConnection(Uri address, string path) =>
        head = $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n";

    public static async Task<RawHttpConnection> OpenAsync(Uri address, string path)
    {
        var wire = new RawHttpConnection(address, path);
        await wire.socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return wire;
    }

    public async Task<int> PostAsync(byte[] body, string signature)
    {
        var start = Encoding.ASCII.GetBytes($"{head}X-Retell-Signature: {signature}\r\nContent-Length: {body.Length}\r\n\r\n");
        await socket.SendAsync((ArraySegment<byte>[])[start, body]);
        var read = 0;
        while (true)
        {
            var got = await socket.ReceiveAsync(answer.AsMemory(read));
            if (got == 0)
                throw new IOException("The server has closed the connection.");
            read += got;
            if (IsWhole(answer.AsSpan(0, read)))
                return int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    static bool IsWhole(ReadOnlySpan<byte> read)
    {
        var end = read.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = Encoding.ASCII.GetString(read[..end]);
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return !head.Contains("chunked", StringComparison.OrdinalIgnoreCase) || read.EndsWith("0\r\n\r\n"u8);
        var length = head[(at + 16)..].Split('\r')[0];
        return read.Length >= end + 4 + int.Parse(length, System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => socket.Dispose();
}
