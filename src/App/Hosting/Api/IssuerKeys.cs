using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.Hosting.Api;

/// <summary>Keys that stand in a file: a JSON Web Key Set, or one shared secret as it is (Supabase's legacy JWT secret).</summary>
public sealed record IssuerKeys(IReadOnlyList<SecurityKey> Signing, IReadOnlyList<string> Algorithms)
{
    public static readonly IReadOnlyList<string> Asymmetric =
    [
        "RS256",
        "RS384",
        "RS512",
        "PS256",
        "PS384",
        "PS512",
        "ES256",
        "ES384",
        "ES512",
    ];
    static readonly IReadOnlyList<string> Symmetric = ["HS256"];
    const int ShortestSecret = 32;

    public static IssuerKeys Read(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new StartupFailure($"Oidc__Keys names a file that cannot be read: {file}.");
        }
    }

    public static IssuerKeys Parse(string text) => text.TrimStart().StartsWith('{') ? Set(text) : Secret(text.Trim());

    static IssuerKeys Secret(string secret) =>
        Encoding.UTF8.GetBytes(secret) is { Length: >= ShortestSecret } bytes
            ? new([new SymmetricSecurityKey(bytes)], Symmetric)
            : throw new StartupFailure(
                $"The secret in the file of Oidc__Keys is shorter than {ShortestSecret} bytes: anyone could guess it."
            );

    static IssuerKeys Set(string text)
    {
        try
        {
            var keys = JsonWebKeySet.Create(text).Keys.Where(x => x.Use is null or "sig").ToList();
            if (keys.Count > 0 && keys.All(IsPublic))
                return new(keys, Asymmetric);
            if (keys.Count > 0 && keys.All(IsSecret))
                return new(keys, Symmetric);
        }
        catch (Exception broken) when (broken is ArgumentException or JsonException or FormatException) { }
        throw new StartupFailure(
            "The file of Oidc__Keys holds no key set that can be used: it must have signing keys, either all public or all secret."
        );
    }

    static bool IsPublic(JsonWebKey key) =>
        key
            is { Kty: JsonWebAlgorithmsKeyTypes.RSA, N.Length: > 0, E.Length: > 0 }
                or { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, X.Length: > 0, Y.Length: > 0 };

    static bool IsSecret(JsonWebKey key) =>
        key is { Kty: JsonWebAlgorithmsKeyTypes.Octet, K.Length: > 0 } && Base64UrlEncoder.DecodeBytes(key.K).Length >= ShortestSecret;
}
