using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Switchhook.Calls.Ingestion;

/// <summary>Retell's X-Retell-Signature: <c>v=(unix ms),d=(hex)</c>, an HMAC-SHA256 over the raw body followed by the time.</summary>
public sealed partial record Signature(long Milliseconds, string Digest)
{
    const long LargestSafeInteger = 9_007_199_254_740_991;
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The digest has the length of a SHA-256.</summary>
    public bool IsWhole => Digest.Length == 64;

    public DateTimeOffset SignedAt => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    public static Signature? Read(string? header)
    {
        if (header is null || Form().Match(header) is not { Success: true } match)
            return null;
        return
            long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= LargestSafeInteger
            ? new(milliseconds, match.Groups[2].Value)
            : null;
    }

    public bool IsFresh(DateTimeOffset now) => Math.Abs(now.ToUnixTimeMilliseconds() - Milliseconds) <= Tolerance.TotalMilliseconds;

    public bool Matches(ReadOnlySpan<byte> body, string key, DateTimeOffset now)
    {
        if (!IsFresh(now) || !IsWhole)
            return false;
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        hmac.AppendData(body);
        // Written again from the number, as Retell's own check does: leading zeros in the header do not count.
        hmac.AppendData(Encoding.ASCII.GetBytes(Milliseconds.ToString(CultureInfo.InvariantCulture)));
        return CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), Convert.FromHexString(Digest));
    }

    [GeneratedRegex(@"^v=([0-9]+),d=([0-9a-f]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
