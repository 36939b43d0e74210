using System.Text.Json.Serialization;
using Switchhook.BuildingBlocks;

namespace Switchhook.Calls;

/// <summary>How a call ended. <c>Reason</c> is Retell's disconnection_reason, of which new ones may come.</summary>
[ShapeName("Ending")]
public sealed record Disconnection(DateTimeOffset? At, string? Reason, string? Status, long? Milliseconds)
{
    public static readonly Disconnection Unknown = new(null, null, null, null);

    /// <summary>What this one does not say stays as it was.</summary>
    public Disconnection MergedOver(Disconnection? before) =>
        before is null ? this : new(At ?? before.At, Reason ?? before.Reason, Status ?? before.Status, Milliseconds ?? before.Milliseconds);

    [JsonIgnore]
    public bool NeverConnected =>
        Status == "not_connected"
        || Reason
            is "dial_busy"
                or "dial_failed"
                or "dial_no_answer"
                or "invalid_destination"
                or "telephony_provider_permission_denied"
                or "telephony_provider_unavailable"
                or "sip_routing_error"
                or "marked_as_spam"
                or "user_declined";

    /// <summary>Retell's words for people; a reason that is new is shown as it is, without its underscores.</summary>
    [JsonIgnore]
    public string Label =>
        Reason switch
        {
            null or "" => "Not known",
            "user_hangup" => "Caller hung up",
            "agent_hangup" => "Agent hung up",
            "call_transfer" or "transfer_bridged" => "Transferred",
            "transfer_cancelled" => "Transfer was cancelled",
            "voicemail_reached" => "Reached a voicemail",
            "ivr_reached" => "Reached a phone menu",
            "inactivity" => "Nobody spoke",
            "max_duration_reached" => "Reached the longest time allowed",
            "manual_stopped" => "Stopped by hand",
            "call_take_over" => "Taken over by a person",
            "dial_busy" => "Line was busy",
            "dial_failed" => "Could not be dialled",
            "dial_no_answer" => "Nobody picked up",
            "invalid_destination" => "Number does not exist",
            "marked_as_spam" => "Blocked as spam by the carrier",
            "user_declined" => "Declined",
            "scam_detected" => "Stopped as a scam",
            "concurrency_limit_reached" or "no_concurrency_fallback" => "All lines were taken",
            "no_valid_payment" => "Retell account without credit",
            "error_user_not_joined" => "Visitor never joined",
            "registered_call_timeout" => "Never started",
            "error_no_audio_received" => "No sound arrived",
            _ when Reason.StartsWith("error_", StringComparison.Ordinal) => "Error at Retell",
            _ => char.ToUpperInvariant(Reason[0]) + Reason[1..].Replace('_', ' '),
        };
}
