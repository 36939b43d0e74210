using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Switchhook.App.Hosting.Api;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Specs.Api;

public class A_token_of_the_issuer
{
    const string Secret = "a-secret-that-a-project-shares-with-its-servers";
    static readonly RSA Rsa = RSA.Create(2048);
    static readonly ECDsa Ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    static readonly RsaSecurityKey RsaKey = new(Rsa) { KeyId = "rsa-1" };
    static readonly ECDsaSecurityKey EcKey = new(Ec) { KeyId = "ec-1" };
    static readonly IssuerKeys Public = IssuerKeys.Parse($$"""{ "keys": [{{Jwk(RsaKey)}}, {{Jwk(EcKey)}}] }""");
    static readonly IssuerKeys Shared = IssuerKeys.Parse(Secret + "\n");

    [Fact]
    public async Task opens_when_its_key_stands_in_the_key_set()
    {
        (await IsGoodAsync(Public, Token(new SigningCredentials(RsaKey, "RS256")))).ShouldBeTrue();
        (await IsGoodAsync(Public, Token(new SigningCredentials(EcKey, "ES256")))).ShouldBeTrue();
    }

    [Fact]
    public async Task opens_when_it_is_signed_with_the_shared_secret() =>
        (
            await IsGoodAsync(Shared, Token(new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), "HS256")))
        ).ShouldBeTrue();

    [Fact]
    public async Task does_not_open_when_somebody_else_signed_it()
    {
        using var other = RSA.Create(2048);
        (await IsGoodAsync(Public, Token(new SigningCredentials(new RsaSecurityKey(other) { KeyId = "rsa-1" }, "RS256")))).ShouldBeFalse();
        (
            await IsGoodAsync(
                Shared,
                Token(new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret + "!")), "HS256"))
            )
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task does_not_open_when_the_public_key_was_used_as_a_secret()
    {
        foreach (
            var guess in (byte[][])
                [
                    Encoding.UTF8.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()),
                    Rsa.ExportSubjectPublicKeyInfo(),
                    Rsa.ExportParameters(false).Modulus!,
                ]
        )
            (
                await IsGoodAsync(Public, Token(new SigningCredentials(new SymmetricSecurityKey(guess) { KeyId = "rsa-1" }, "HS256")))
            ).ShouldBeFalse();
    }

    [Fact]
    public async Task does_not_open_unsigned()
    {
        (await IsGoodAsync(Public, Token(null))).ShouldBeFalse();
        (await IsGoodAsync(Shared, Token(null))).ShouldBeFalse();
    }

    [
        Theory,
        InlineData("https://elsewhere.example", "authenticated", 60),
        InlineData("https://issuer.example", "anon", 60),
        InlineData("https://issuer.example", "authenticated", -60)
    ]
    public async Task does_not_open_from_elsewhere_for_others_or_late(string issuer, string audience, int seconds) =>
        (await IsGoodAsync(Public, Token(new SigningCredentials(RsaKey, "RS256"), issuer, audience, seconds))).ShouldBeFalse();

    [
        Theory,
        InlineData("short"),
        InlineData("{}"),
        InlineData("{ \"keys\": [] }"),
        InlineData("{ not json"),
        InlineData("{ \"keys\": [{ \"kty\": \"oct\" }] }")
    ]
    public void cannot_be_checked_with_keys_that_are_none(string file) => Should.Throw<StartupFailure>(() => IssuerKeys.Parse(file));

    [Fact]
    public void cannot_be_checked_with_secrets_among_public_keys() =>
        Should.Throw<StartupFailure>(() =>
            IssuerKeys.Parse($$"""{ "keys": [{{Jwk(RsaKey)}}, { "kty": "oct", "k": "{{Base64UrlEncoder.Encode(Secret)}}" }] }""")
        );

    [Fact]
    public async Task opens_with_a_secret_that_stands_in_a_key_set() =>
        (
            await IsGoodAsync(
                IssuerKeys.Parse($$"""{ "keys": [{ "kty": "oct", "kid": "s", "k": "{{Base64UrlEncoder.Encode(Secret)}}" }] }"""),
                Token(new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), "HS256"))
            )
        ).ShouldBeTrue();

    static async Task<bool> IsGoodAsync(IssuerKeys keys, string token) =>
        (
            await new JsonWebTokenHandler().ValidateTokenAsync(
                token,
                new TokenIssuer("https://issuer.example", "authenticated", keys, false, false).Rules
            )
        ).IsValid;

    static string Token(
        SigningCredentials? by,
        string issuer = "https://issuer.example",
        string audience = "authenticated",
        int seconds = 60
    ) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                SigningCredentials = by,
                Claims = new Dictionary<string, object> { ["sub"] = "somebody" },
                IssuedAt = DateTime.UtcNow.AddHours(-1),
                NotBefore = DateTime.UtcNow.AddHours(-1),
                Expires = DateTime.UtcNow.AddSeconds(seconds),
            }
        );

    static string Jwk(AsymmetricSecurityKey key)
    {
        var jwk = JsonWebKeyConverter.ConvertFromSecurityKey(key);
        return jwk.Kty == "RSA"
            ? $$"""{ "kty": "RSA", "use": "sig", "kid": "{{jwk.Kid}}", "n": "{{jwk.N}}", "e": "{{jwk.E}}" }"""
            : $$"""{ "kty": "EC", "use": "sig", "kid": "{{jwk.Kid}}", "crv": "{{jwk.Crv}}", "x": "{{jwk.X}}", "y": "{{jwk.Y}}" }""";
    }
}
