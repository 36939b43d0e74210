using System.Net;
using System.Net.Sockets;

namespace Switchhook.Agents.Purchases;

/// <summary>The network that an address belongs to, as far as one buyer usually has it: an IPv4 /24 or an IPv6 /48.</summary>
public static class PurchaseNetwork
{
    public const string Unknown = "unknown";

    public static string Of(IPAddress? address)
    {
        if (address is null)
            return Unknown;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily is AddressFamily.InterNetwork ? 3 : 6;
        Array.Clear(bytes, kept, bytes.Length - kept);
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }
}
