namespace Switchhook.Calls.Ingestion;

/// <summary>What became of a delivery.</summary>
public static class DeliveryStatus
{
    public const string Accepted = "accepted",
        Applied = "applied",
        Duplicate = "duplicate",
        Ignored = "ignored",
        Malformed = "malformed",
        UnknownAgent = "unknown_agent",
        BadSignature = "bad_signature",
        Failed = "failed",
        TooCostly = "too_costly";
}
