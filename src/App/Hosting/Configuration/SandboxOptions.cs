using Switchhook.BuildingBlocks.Options;

namespace Switchhook.App.Hosting.Configuration;

[OptionsSection("Sandbox")]
public sealed class SandboxOptions
{
    public const int ShortestKey = 32;

    /// <summary>By default in Development alone.</summary>
    public bool? Enabled { get; set; }

    /// <summary>A factor on waiting times: 1 plays calls like real ones.</summary>
    [Between(0.001, 100, "times,")]
    public double Pace { get; set; } = 1;

    /// <summary>Whether this machine may tell it to fail; by default in Development alone.</summary>
    public bool? Control { get; set; }

    /// <summary>What opens the pretend workspace and signs its webhooks. By default one is made and kept in DATA_DIR.</summary>
    [Matches("^[!-~]{32,}$", "at least 32 characters without blanks (openssl rand -hex 24)"), Secret]
    public string? Key { get; set; }
}
