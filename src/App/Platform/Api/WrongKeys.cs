using System.Net;
using System.Net.Sockets;

namespace Switchhook.App.Platform.Api;

/// <summary>
/// How many keys from one address opened nothing this minute. Beyond a few, no more are looked up, except those that opened before:
/// a neighbour behind the same address, or the same proxy, cannot shut anybody out.
/// </summary>
public sealed class WrongKeys(TimeProvider time)
{
    public const int PerMinute = 20;
    const int MostRemembered = 10_000;

    readonly Lock gate = new();
    readonly Dictionary<string, int> wrong = [];
    readonly HashSet<string> good = [];
    long minute;

    public bool MayNotTry(HttpContext http, byte[] hash)
    {
        lock (gate) return CountOf(http) >= PerMinute && !good.Contains(Convert.ToHexString(hash));
    }

    public void Opened(byte[] hash)
    {
        lock (gate)
        {
            if (good.Count >= MostRemembered) good.Clear();
            good.Add(Convert.ToHexString(hash));
        }
    }

    /// <summary>One more. How many seconds to wait when it was one too many.</summary>
    public int? Count(HttpContext http)
    {
        lock (gate)
        {
            var count = CountOf(http) + 1;
            if (wrong.Count < MostRemembered || count > 1) wrong[AddressOf(http)] = count;
            return count > PerMinute ? 60 - (int)(time.GetUtcNow().ToUnixTimeSeconds() % 60) : null;
        }
    }

    int CountOf(HttpContext http)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (now != minute)
        {
            wrong.Clear();
            minute = now;
        }
        return wrong.GetValueOrDefault(AddressOf(http));
    }

    /// <summary>Whoever has one IPv6 address has 2⁶⁴ of them.</summary>
    static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } six => new IPAddress([.. six.GetAddressBytes()[..8], .. new byte[8]]).ToString(),
        var four => four.MapToIPv4().ToString(),
    };
}
