using Switchhook.BuildingBlocks.Options;

namespace Switchhook.Calls;

/// <summary>The settings under Calls__: how Retell is asked for calls that no webhook told of.</summary>
[OptionsSection("Calls")]
public sealed class CallsOptions
{
    [Between(0.01, 10_080, "minutes")]
    public double SweepMinutes { get; set; } = 3;

    /// <summary>How long after its end a call is left to its webhooks.</summary>
    [Between(0, 86_400, "seconds")]
    public double SweepGraceSeconds { get; set; } = 60;

    /// <summary>Calls in one answer; Retell gives up to 1000.</summary>
    [Between(1, 1000, "calls")]
    public int SweepPage { get; set; } = 200;
}
