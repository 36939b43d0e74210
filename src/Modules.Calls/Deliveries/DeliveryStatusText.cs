using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Deliveries;

/// <summary>A verdict as people read it.</summary>
public sealed record DeliveryStatusText(string Code, string Label, string Tone, string Meaning)
{
    public static readonly IReadOnlyList<DeliveryStatusText> All =
    [
        new(DeliveryStatus.Applied, "Applied", "good", "Understood, and told to the call"),
        new(DeliveryStatus.Accepted, "Waiting", "info", "Kept, and about to be understood"),
        new(DeliveryStatus.Duplicate, "Duplicate", "neutral", "The very same has come before: nothing follows from it"),
        new(DeliveryStatus.Ignored, "Ignored", "neutral", "Kept; nothing follows from such an event"),
        new(DeliveryStatus.UnknownAgent, "Unknown agent", "warn", "Kept until somebody has this agent"),
        new(DeliveryStatus.Malformed, "Unreadable", "bad", "Signed by Retell, but not about a call as we know them"),
        new(DeliveryStatus.Failed, "Failed", "bad", "Could not be applied; it was set aside with its reason"),
        new(
            DeliveryStatus.TooCostly,
            "Too large to apply",
            "bad",
            "Kept, but reading it took longer than one delivery may take. Reprocess it to try again"
        ),
        new(
            DeliveryStatus.BadSignature,
            "Bad signature",
            "bad",
            "Not from Retell, or too old: refused, and nothing of it was kept but its size"
        ),
    ];

    /// <summary>What was signed and could be used: only such is a sign of life.</summary>
    public static readonly string[] Valid =
    [
        DeliveryStatus.Applied,
        DeliveryStatus.Accepted,
        DeliveryStatus.Duplicate,
        DeliveryStatus.Ignored,
    ];

    /// <summary>Statuses that need attention.</summary>
    public static readonly string[] Failures = [DeliveryStatus.Failed, DeliveryStatus.Malformed, DeliveryStatus.TooCostly];

    public static DeliveryStatusText Of(string code) => All.FirstOrDefault(x => x.Code == code) ?? new(code, code, "neutral", "");
}
