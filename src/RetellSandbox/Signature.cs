using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Switchhook.RetellSandbox;

/// <summary>X-Retell-Signature as Retell makes it: the body's bytes, then the time, under the key.</summary>
public static class Signature
{
    public const string Header = "X-Retell-Signature";

    public static string Of(byte[] body, string key, long timestamp)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        hmac.AppendData(body);
        hmac.AppendData(Encoding.UTF8.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture)));
        return $"v={timestamp.ToString(CultureInfo.InvariantCulture)},d={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
