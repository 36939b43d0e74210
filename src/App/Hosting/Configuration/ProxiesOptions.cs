using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

[OptionsSection("Proxies")]
public sealed class ProxiesOptions
{
    /// <summary>Whose X-Forwarded-For and X-Forwarded-Proto are believed.</summary>
    [Networks]
    public string? Trusted { get; set; }
}
