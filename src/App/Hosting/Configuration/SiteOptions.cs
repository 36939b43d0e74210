using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

/// <summary>The settings that stand in no section.</summary>
[OptionsSection("")]
public sealed class SiteOptions : ICheckedOptions
{
    [ConfigurationKeyName("ASPNETCORE_ENVIRONMENT"), OneOf("Development", "Production")]
    public string? Environment { get; set; }

    [ConfigurationKeyName("PORT"), Between(1, 65535, "a port,")]
    public int? Port { get; set; }

    [ConfigurationKeyName("PUBLIC_URL"), HttpAddress(IsOrigin = true)]
    public string? PublicUrl { get; set; }

    [ConfigurationKeyName("DATA_DIR")]
    public string? DataFolder { get; set; }

    [ConfigurationKeyName("BOOTSTRAP_ADMIN_EMAIL")]
    public string? AdminEmail { get; set; }

    [ConfigurationKeyName("BOOTSTRAP_ADMIN_PASSWORD"), Secret]
    public string? AdminPassword { get; set; }

    [ConfigurationKeyName("OTEL_EXPORTER_OTLP_ENDPOINT"), HttpAddress]
    public string? OpenTelemetryEndpoint { get; set; }

    public IEnumerable<string> Faults(bool isDevelopment)
    {
        if (PublicUrl is null && !isDevelopment)
            yield return "PUBLIC_URL is not set: set it to the address at which people and Retell reach this site, such as "
                + "https://calls.example.com.";
        if (DataFolder is not null && File.Exists(DataFolder))
            yield return $"DATA_DIR is '{DataFolder}', which is a file: it should be a folder, which is made if it does not exist.";
        if (AdminPassword is not null && AdminEmail is null)
            yield return "BOOTSTRAP_ADMIN_PASSWORD is set, but not BOOTSTRAP_ADMIN_EMAIL: set both, or neither.";
    }
}
