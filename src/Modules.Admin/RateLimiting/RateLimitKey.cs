using System.Security.Cryptography;
using System.Text;

namespace Switchhook.Admin.RateLimiting;

/// <summary>An address as it stands in the table of counts: hashed, since people type the addresses of others, and of nobody.</summary>
public static class RateLimitKey
{
    /// <summary>The same as the database makes of a normalized address: encode(sha256(…), 'hex').</summary>
    public static string Of(string normalizedAddress) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalizedAddress)));
}
