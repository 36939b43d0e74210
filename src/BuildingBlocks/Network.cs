using System.Net;
using System.Net.Sockets;

namespace Switchhook.BuildingBlocks;

/// <summary>Where a request came from, as limits see it: one person easily has many addresses of one network.</summary>
public static class Network
{
    public const string Unknown = "unknown";

    /// <summary>203.0.113.0/24 or 2001:db8:1:2::/64.</summary>
    public static string Of(IPAddress? address) =>
        Bare(address) switch
        {
            null => Unknown,
            { AddressFamily: AddressFamily.InterNetwork } four => $"{Cut(four, 3)}/24",
            var six => $"{Cut(six, 8)}/64",
        };

    /// <summary>The address itself; of IPv6 the network, since a host there has 2⁶⁴ addresses.</summary>
    public static string HostOf(IPAddress? address) =>
        Bare(address) switch
        {
            null => Unknown,
            { AddressFamily: AddressFamily.InterNetwork } four => four.ToString(),
            var six => Of(six),
        };

    static IPAddress? Bare(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    static IPAddress Cut(IPAddress address, int bytes)
    {
        var whole = address.GetAddressBytes();
        whole.AsSpan(bytes).Clear();
        return new(whole);
    }
}
