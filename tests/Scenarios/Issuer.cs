using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Switchhook.Scenarios;

/// <summary>An OpenID Connect issuer on a socket of its own: discovery document, key set, tokens. It can be told not to answer.</summary>
public sealed class Issuer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly RSA key = RSA.Create(2048);

    Issuer(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";
    public bool IsAway { get; set; }

    public SigningCredentials Signs => new(new RsaSecurityKey(key) { KeyId = "one" }, "RS256");

    public static async Task<Issuer> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var issuer = new Issuer(builder.Build());
        issuer.app.MapGet(
            "/.well-known/openid-configuration",
            () => issuer.Answer(new { issuer = issuer.Address, jwks_uri = issuer.Address + "/keys" })
        );
        issuer.app.MapGet("/keys", () => issuer.Answer(issuer.Keys()));
        await issuer.app.StartAsync();
        issuer.Address = issuer.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return issuer;
    }

    IResult Answer(object body) => IsAway ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : Results.Json(body);

    object Keys()
    {
        var jwk = JsonWebKeyConverter.ConvertFromSecurityKey(new RsaSecurityKey(key.ExportParameters(false)) { KeyId = "one" });
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    kid = jwk.Kid,
                    n = jwk.N,
                    e = jwk.E,
                },
            },
        };
    }

    public string Token(string subject, string? email, object? verified, Action<SecurityTokenDescriptor>? alter = null)
    {
        var claims = new Dictionary<string, object> { ["sub"] = subject };
        if (email is not null)
            claims["email"] = email;
        if (verified is not null)
            claims["email_verified"] = verified;
        return Write(Address, "switchhook", Signs, claims, alter);
    }

    public static string Write(
        string issuer,
        string audience,
        SigningCredentials? signs,
        Dictionary<string, object> claims,
        Action<SecurityTokenDescriptor>? alter = null
    )
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            SigningCredentials = signs,
            Claims = claims,
            IssuedAt = DateTime.UtcNow.AddHours(-1),
            NotBefore = DateTime.UtcNow.AddHours(-1),
            Expires = DateTime.UtcNow.AddMinutes(5),
        };
        alter?.Invoke(token);
        return new JsonWebTokenHandler().CreateToken(token);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

/// <summary>Whose issuer's keys are found by discovery.</summary>
public sealed class OidcFixture : AppFixture
{
    public Issuer Issuer { get; } = Issuer.OpenAsync().GetAwaiter().GetResult();

    protected override void Arrange(IWebHostBuilder web)
    {
        web.UseSetting("Oidc:Issuer", Issuer.Address);
        web.UseSetting("Oidc:Audience", "switchhook");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}

/// <summary>
/// Whose issuer is a Supabase project with its legacy secret: HS256, and no word in its tokens about the address being verified.
/// </summary>
public sealed class SupabaseFixture : AppFixture
{
    public const string Project = "https://abcdefghijklmnopqrst.supabase.co/auth/v1";
    const string Secret = "super-secret-jwt-token-with-at-least-32-characters-long";
    readonly string file = Path.GetTempFileName();

    protected override void Arrange(IWebHostBuilder web)
    {
        File.WriteAllText(file, Secret);
        web.UseSetting("Oidc:Issuer", Project);
        web.UseSetting("Oidc:Audience", "authenticated");
        web.UseSetting("Oidc:Keys", file);
        web.UseSetting("Oidc:EmailsAreVerified", "true");
        web.UseSetting("Api:Origins", "https://app.example.com, https://staging.example.com");
    }

    public static string Token(string subject, string email, Action<SecurityTokenDescriptor>? alter = null) =>
        Issuer.Write(
            Project,
            "authenticated",
            new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)), "HS256"),
            new()
            {
                ["sub"] = subject,
                ["email"] = email,
                ["role"] = "authenticated",
                ["aal"] = "aal1",
                ["session_id"] = Guid.NewGuid().ToString(),
                ["is_anonymous"] = email.Length == 0,
            },
            alter
        );

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        File.Delete(file);
    }
}
