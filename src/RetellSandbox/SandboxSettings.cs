using Switchhook.App.Hosting.Configuration;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Sandbox;

/// <param name="Pace">A factor on waiting times: 1 plays calls like real ones, 0.02 suits tests.</param>
/// <param name="Control">Whether this machine may tell the sandbox to fail and read its ledger.</param>
public record SandboxSettings(bool Enabled, double Pace, bool Control)
{
    /// <summary>The one site that webhooks are posted to: anybody may use a public sandbox, and it must not be sent to other addresses. Null for any.</summary>
    public Uri? OnlySite { get; init; }

    public static SandboxSettings From(IConfiguration configuration, IHostEnvironment environment)
    {
        var (given, site, isDevelopment) = (configuration.ReadOptions<SandboxOptions>(), configuration.ReadOptions<SiteOptions>().PublicUrl, environment.IsDevelopment());
        return new(given.Enabled ?? isDevelopment, given.Pace, given.Control ?? isDevelopment) { OnlySite = isDevelopment || site is null ? null : new(site) };
    }

    public bool MayPostTo(string url) => OnlySite is null
        || (Uri.TryCreate(url, UriKind.Absolute, out var target) && target.GetLeftPart(UriPartial.Authority) == OnlySite.GetLeftPart(UriPartial.Authority));

    public TimeSpan Paced(double seconds) => TimeSpan.FromSeconds(seconds * Pace);
}
