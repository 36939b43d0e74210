using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Switchhook.App.Hosting;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Specs.Admin;

/// <summary>What <c>SignIn</c> makes of a configuration.</summary>
static class GivenSite
{
    public static ServiceProvider At(string publicUrl, string? data = null, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        foreach (var (name, value) in settings.Append(("PUBLIC_URL", publicUrl)))
            builder.Configuration[name] = value;
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new DataFolder(data ?? "nowhere"));
        builder.AddSignIn(publicUrl);
        return builder.Services.BuildServiceProvider();
    }
}

public class The_configured_admin
{
    static ServiceProvider Site(string? email, string? password) =>
        GivenSite.At(
            "https://phones.example.com",
            null,
            ("BOOTSTRAP_ADMIN_EMAIL", email ?? ""),
            ("BOOTSTRAP_ADMIN_PASSWORD", password ?? "")
        );

    [
        Theory,
        InlineData("ana", "correct horse battery", "BOOTSTRAP_ADMIN_EMAIL"),
        InlineData("ana@example.com", "short", "BOOTSTRAP_ADMIN_PASSWORD"),
        InlineData("ana@example.com", null, "BOOTSTRAP_ADMIN_PASSWORD")
    ]
    public void ends_the_start_with_a_sentence_when_nobody_could_sign_in_as_it(string email, string? password, string named) =>
        Should.Throw<StartupFailure>(() => Site(email, password)).Message.ShouldStartWith(named);

    [Theory, InlineData("ana@example.com", "correct horse battery"), InlineData(null, null)]
    public void lets_the_site_start_when_somebody_could_or_when_it_is_left_out(string? email, string? password)
    {
        using var site = Site(email, password);
        site.ShouldNotBeNull();
    }
}

public class The_cookies
{
    static CookieBuilder[] Cookies(IServiceProvider site) =>
        [
            .. new[] { IdentityConstants.ApplicationScheme, IdentityConstants.TwoFactorUserIdScheme }.Select(x =>
                site.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(x).Cookie
            ),
            site.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie,
        ];

    [Fact]
    public void are_bound_to_the_host_over_https()
    {
        using var site = GivenSite.At("https://phones.example.com");
        foreach (var cookie in Cookies(site))
        {
            cookie.Name.ShouldNotBeNull().ShouldStartWith("__Host-");
            cookie.SecurePolicy.ShouldBe(CookieSecurePolicy.Always);
            (cookie.Path, cookie.Domain).ShouldBe(("/", null));
        }
    }

    [Theory, InlineData("https://phones.example.com"), InlineData("http://localhost:5080")]
    public void are_out_of_reach_for_scripts_and_other_sites(string publicUrl)
    {
        using var site = GivenSite.At(publicUrl);
        Cookies(site).ShouldAllBe(x => x.HttpOnly && x.SameSite == SameSiteMode.Lax);
    }

    [Fact]
    public void have_names_of_their_own_each()
    {
        using var site = GivenSite.At("http://localhost:5080");
        Cookies(site).Select(x => x.Name).ShouldBe(["switchhook", "switchhook-passkey", "switchhook-form"]);
    }
}

public sealed class The_keys : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("switchhook-keys-").FullName;

    IDataProtector Protector(ServiceProvider site) => site.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    string Kept => string.Concat(Directory.GetFiles(Path.Combine(folder, "data", "keys"), "*.xml").Select(File.ReadAllText));

    ServiceProvider Site(params (string, string)[] settings) =>
        GivenSite.At("https://phones.example.com", Directory.CreateDirectory(Path.Combine(folder, "data")).FullName, settings);

    (string, string)[] Certificate(string name, string setting = "Certificate")
    {
        var path = Path.Combine(folder, name + ".pfx");
        if (!File.Exists(path))
        {
            using var key = RSA.Create(2048);
            using var certificate = new CertificateRequest(
                "CN=" + name,
                key,
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            ).CreateSelfSigned(GivenAccount.Now.AddYears(-1), GivenAccount.Now.AddYears(10));
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "open sesame"));
        }
        return [($"DataProtection:{setting}", path), ($"DataProtection:{setting}Password", "open sesame")];
    }

    [Fact]
    public void outlive_a_restart()
    {
        string sealedText;
        using (var before = Site())
            sealedText = Protector(before).Protect("ana");
        using var after = Site();
        Protector(after).Unprotect(sealedText).ShouldBe("ana");
    }

    [Fact]
    public void lie_in_a_folder_that_only_the_site_enters()
    {
        using var site = Site();
        Protector(site).Protect("ana");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(folder, "data", "keys"))
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void are_unreadable_in_a_copy_when_there_is_a_certificate()
    {
        string sealedText;
        using (var site = Site(Certificate("first")))
            sealedText = Protector(site).Protect("ana");
        Kept.ShouldContain("EncryptedData");
        Kept.ShouldNotContain("<masterKey");
        using (var copy = Site())
            Should.Throw<CryptographicException>(() => Protector(copy).Unprotect(sealedText));
        using var again = Site(Certificate("first"));
        Protector(again).Unprotect(sealedText).ShouldBe("ana");
    }

    [Fact]
    public void go_on_under_a_new_certificate_while_the_former_is_named()
    {
        string sealedText;
        using (var before = Site(Certificate("first")))
            sealedText = Protector(before).Protect("ana");
        using (var hasty = Site(Certificate("second")))
            Should.Throw<CryptographicException>(() => Protector(hasty).Unprotect(sealedText));
        using var after = Site([.. Certificate("second"), .. Certificate("first", "FormerCertificate")]);
        Protector(after).Unprotect(sealedText).ShouldBe("ana");
    }

    [Fact]
    public void end_the_start_with_a_sentence_when_the_certificate_cannot_be_read() =>
        Should
            .Throw<StartupFailure>(() => Site(("DataProtection:Certificate", Path.Combine(folder, "missing.pfx"))))
            .Message.ShouldContain("DataProtection__Certificate");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
