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

    /// <summary>How long a body may take to arrive.</summary>
    [Between(1, 60, "seconds")]
    public double BodySeconds { get; set; } = 10;

    /// <summary>How long reading one delivery may take before it is kept as too large to apply.</summary>
    [Between(1, 600, "seconds")]
    public double MostSeconds { get; set; } = 30;

    /// <summary>How much one owner's own key may sign in an hour before it is applied after everybody else's.</summary>
    [Between(1, 2047, "megabytes")]
    public int OwnerMegabytesPerHour { get; set; } = 256;
}
