using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

[OptionsSection("Metrics")]
public sealed class MetricsOptions
{
    /// <summary>Who bears it may scrape /metrics.</summary>
    [Matches("^[!-~]{16,}$", "at least 16 characters without blanks (openssl rand -hex 24)"), Secret]
    public string? Token { get; set; }
}
