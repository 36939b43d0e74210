using Switchhook.BuildingBlocks.Options;

namespace Switchhook.Calls;

/// <summary>The settings under Webhooks__.</summary>
[OptionsSection("Webhooks")]
public sealed class WebhooksOptions
{
    /// <summary>After this the raw body of a delivery goes; what became of it stays.</summary>
    [Between(1, 3650, "days")]
    public double KeepBodies { get; set; } = 30;

    /// <summary>How many requests without a valid signature one address may send.</summary>
    [Between(1, 1_000_000, "requests")]
    public int UnsignedPerMinute { get; set; } = 120;
}
