using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Switchhook.BuildingBlocks;

namespace Switchhook.RetellSandbox;

/// <summary>Makes recording addresses that stop working after a while.</summary>
public class UrlSigner(DataFolder data, TimeProvider time)
{
    readonly byte[] secret = Secret(Path.Combine(data.Of("sandbox"), "url-secret"));

    public string Seal(string file, long lifetime)
    {
        var expires = time.GetUtcNow().ToUnixTimeMilliseconds() + lifetime;
        return $"{file}?expires={expires.ToString(CultureInfo.InvariantCulture)}&signature={Sign(file, expires)}";
    }

    public bool IsValid(string file, string? expires, string? signature) =>
        long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        && until >= time.GetUtcNow().ToUnixTimeMilliseconds()
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(file, until)), Encoding.ASCII.GetBytes(signature ?? ""));

    string Sign(string file, long expires) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{file}?{expires}")))
        );

    static byte[] Secret(string path)
    {
        if (!File.Exists(path))
            AtomicFile.Replace(path, RandomNumberGenerator.GetBytes(32));
        return File.ReadAllBytes(path);
    }
}
