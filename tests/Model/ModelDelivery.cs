using System.Text.Json.Nodes;

namespace Switchhook.Model;

/// <summary>One delivery of Retell's, by what it tells. What is null does not stand in its body.</summary>
public sealed record ModelDelivery(string Event, string CallId, string AgentId)
{
    /// <summary>When Retell signed it, in Unix milliseconds.</summary>
    public long SignedAt { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public long? StartedAt { get; init; }
    public long? EndedAt { get; init; }
    public string? Reason { get; init; }
    public long? Milliseconds { get; init; }
    public string? Said { get; init; }
    public string? Recording { get; init; }
    public decimal? Cents { get; init; }
    public int? Response { get; init; }
    public string? Summary { get; init; }
    public string? Sentiment { get; init; }
    public string? Intent { get; init; }
    public bool IsLead { get; init; }
    public string? TransferTo { get; init; }

    public string? TransferStep => Event.StartsWith("transfer_", StringComparison.Ordinal) ? Event["transfer_".Length..] : null;

    /// <summary>The body as Retell writes it.</summary>
    public byte[] Body()
    {
        var call = new JsonObject
        {
            ["call_id"] = CallId,
            ["call_type"] = "phone_call",
            ["agent_id"] = AgentId,
            ["agent_version"] = 3,
            ["agent_name"] = "Front desk",
            ["call_status"] = EndedAt is null ? "ongoing" : "ended",
            ["direction"] = "inbound",
            ["metadata"] = new JsonObject { ["booked_by"] = "model" },
            ["data_storage_setting"] = "everything",
            ["opt_in_signed_url"] = false,
        };
        Put(call, "from_number", From);
        Put(call, "to_number", To);
        Put(call, "start_timestamp", StartedAt);
        Put(call, "end_timestamp", EndedAt);
        Put(call, "disconnection_reason", Reason);
        Put(call, "duration_ms", Milliseconds);
        Put(call, "transcript", Said);
        Put(call, "recording_url", Recording);
        if (Cents is { } cents)
            call["call_cost"] = new JsonObject { ["combined_cost"] = cents, ["product_costs"] = new JsonArray() };
        if (Response is { } p50)
            call["latency"] = new JsonObject { ["e2e"] = new JsonObject { ["p50"] = p50 } };
        if (Summary is not null || Sentiment is not null)
        {
            var analysis = new JsonObject
            {
                ["in_voicemail"] = false,
                ["call_successful"] = true,
                ["custom_analysis_data"] = new JsonObject
                {
                    ["is_lead"] = IsLead,
                    ["lead_intent"] = Intent,
                    ["callback_number"] = From,
                },
            };
            Put(analysis, "call_summary", Summary);
            Put(analysis, "user_sentiment", Sentiment);
            call["call_analysis"] = analysis;
        }
        var body = new JsonObject { ["event"] = Event, ["call"] = call };
        if (TransferTo is not null)
            body["transfer_destination"] = new JsonObject { ["number"] = TransferTo };
        return System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    static void Put<T>(JsonObject call, string name, T? value)
    {
        if (value is not null)
            call[name] = JsonValue.Create(value);
    }
}
