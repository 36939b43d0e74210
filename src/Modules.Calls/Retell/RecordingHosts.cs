using Switchhook.Contracts;

namespace Switchhook.Calls.Retell;

/// <summary>Where recordings may be fetched from. An address comes in a delivery, and the server must not be sent anywhere by one.</summary>
public sealed record RecordingHosts(RetellSettings Settings, IReadOnlyList<string> Hosts)
{
    public static readonly string[] Retells = ["dxc03zgurdly9.cloudfront.net"];

    public Uri? Allowed(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0) return null;
        if (Settings.IsSandbox && address.StartsWith(Settings.BaseUrl + "/", StringComparison.Ordinal)) return uri;
        return uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && Hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase) ? uri : null;
    }
}
