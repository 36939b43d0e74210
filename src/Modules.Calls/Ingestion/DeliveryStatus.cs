namespace Switchhook.Calls.Intake;

/// <summary>What became of a delivery.</summary>
public static class Verdict
{
    public const string
        Accepted = "accepted",
        Applied = "applied",
        Duplicate = "duplicate",
        Ignored = "ignored",
        Malformed = "malformed",
        UnknownAgent = "unknown_agent",
        BadSignature = "bad_signature",
        Failed = "failed",
        TooCostly = "too_costly";
}
