using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Switchhook.Admin.ApiKeys;

/// <summary>
/// What a program shows to be let in: 256 random bits behind a prefix by which secret scanners know it. One SHA-256 is hash enough:
/// a slow one protects what people can think of, and nobody can search 2²⁵⁶ values. A fast one lets every request be checked.
/// </summary>
public static class ApiSecret
{
    public const string Prefix = "swh_";
    const int Bytes = 32,
        Length = 43;

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Null for what cannot be a key of ours.</summary>
    public static byte[]? Hash(string secret) =>
        secret.Length == Prefix.Length + Length
        && secret.StartsWith(Prefix, StringComparison.Ordinal)
        && secret.AsSpan(Prefix.Length).IndexOfAnyExcept(Letters) < 0
            ? SHA256.HashData(Encoding.ASCII.GetBytes(secret))
            : null;

    static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );
}
