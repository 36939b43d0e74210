using Switchhook.Contracts;

namespace Switchhook.Calls.Recordings;

/// <summary>
/// Where recordings may be fetched from. An address comes in a delivery, and the server must not be sent anywhere by one.
/// </summary>
public sealed record RecordingHosts(RetellSettings Settings, IReadOnlyList<string> Hosts)
{
    /// <summary>Public addresses lie at the first, signed ones at the second.</summary>
    public static readonly string[] Retells = ["dxc03zgurdly9.cloudfront.net", "d1d33audaiiiuu.cloudfront.net"];

    /// <summary>Where an address leads that is not fetched from; null when it is.</summary>
    public string? Refused(string address) =>
        Allowed(address) is not null ? null
        : Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.HostNameType is UriHostNameType.Dns
        && uri.IdnHost is { Length: <= LongestName } host
            ? (uri.IsDefaultPort ? host : $"{host}:{uri.Port}")
        : "an address that cannot be read";

    /// <summary>Of a host that is shown; Retell's are half as long.</summary>
    const int LongestName = 100;

    public Uri? Allowed(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0)
            return null;
        // As it will be asked for: with its dots and backslashes resolved.
        if (
            Settings.IsSandbox
            && uri.AbsoluteUri.StartsWith(new Uri(Settings.BaseUrl + "/recordings/").AbsoluteUri, StringComparison.Ordinal)
        )
            return uri;
        return uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && Hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase)
            ? uri
            : null;
    }
}
