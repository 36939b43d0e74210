using System.Net;
using System.Net.Sockets;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// Limits unsigned requests per address and minute. Asked only after a signature has failed:
/// what is signed is never counted. When too many addresses come, those not counted yet share one count, so that memory stays bounded.
/// </summary>
public sealed class UnsignedRequestLimiter(int perMinute)
{
    public const int Most = 10_000;
    readonly Lock gate = new();
    readonly Dictionary<IPAddress, int> counts = [];
    long minute;

    /// <summary>How long to wait; null when it may go on.</summary>
    public TimeSpan? Wait(IPAddress? address, DateTimeOffset now)
    {
        var source = Source(address);
        lock (gate)
        {
            var current = now.ToUnixTimeSeconds() / 60;
            if (current != minute)
            {
                minute = current;
                counts.Clear();
            }
            if (!counts.ContainsKey(source) && counts.Count >= Most)
                source = IPAddress.Any;
            counts[source] = counts.GetValueOrDefault(source) + 1;
            return counts[source] > perMinute ? DateTimeOffset.FromUnixTimeSeconds((current + 1) * 60) - now : null;
        }
    }

    /// <summary>Who has an IPv6 address has a whole network of them.</summary>
    internal static IPAddress Source(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
