using System.Text.Json.Nodes;

namespace Switchhook.RetellSandbox;

public static class AgentRules
{
    static readonly string[] Events =
    [
        "call_started",
        "call_ended",
        "call_analyzed",
        "transcript_updated",
        "transfer_started",
        "transfer_bridged",
        "transfer_cancelled",
        "transfer_ended",
    ];
    static readonly string[] Presets = ["call_summary", "call_successful", "user_sentiment"];

    public static void Check(JsonObject body)
    {
        new FieldRules(body)
            .Text("agent_name")
            .Text("voice_id")
            .WebAddress("webhook_url")
            .Whole("webhook_timeout_ms")
            .Between("webhook_timeout_ms", 1, 600_000)
            .Each(
                "webhook_events",
                one =>
                {
                    if (!Events.Contains(one.Text()))
                        throw FieldRules.Broken("webhook_events", "must be equal to one of the allowed values");
                }
            )
            .Each("post_call_analysis_data", AnalysisItem)
            .OneOf("data_storage_setting", "everything", "everything_except_pii", "basic_attributes_only")
            .Between("data_storage_retention_days", 1, 730)
            .Flag("opt_in_signed_url")
            .Whole("signed_url_expiration_ms")
            .Between("signed_url_expiration_ms", 1, 31_536_000_000)
            .Whole("max_call_duration_ms")
            .Between("max_call_duration_ms", 60_000, 7_200_000)
            .Whole("end_call_after_silence_ms")
            .Between("end_call_after_silence_ms", 10_000, double.MaxValue)
            .Between("begin_message_delay_ms", 0, 5_000)
            .Between("ring_duration_ms", 5_000, 300_000)
            .Between("voice_speed", 0.5, 2)
            .Between("voice_temperature", 0, 2)
            .Between("volume", 0, 2)
            .Between("interruption_sensitivity", 0, 1)
            .Between("responsiveness", 0, 1);
        Language(body["language"]);
        Engine(body["response_engine"]);
        if (body["voice_id"].Text() is { } voice && !Voices.Exists(voice))
            throw Refusal.Unknown("voice");
    }

    static void Engine(JsonNode? engine)
    {
        if (engine is null)
            return;
        var needed = (engine as JsonObject)?["type"].Text() switch
        {
            "retell-llm" => "llm_id",
            "conversation-flow" => "conversation_flow_id",
            "custom-llm" => "llm_websocket_url",
            _ => throw FieldRules.Broken("response_engine/type", "must be equal to one of the allowed values"),
        };
        if (engine[needed].Text() is null)
            throw FieldRules.Broken("response_engine", $"must have required property '{needed}'");
    }

    static void Language(JsonNode? language)
    {
        if (language is null or JsonArray)
            return;
        if (language.Text() is null or "multi")
            throw FieldRules.Broken("language", "must be a locale or a list of locales");
    }

    static void AnalysisItem(JsonNode? item)
    {
        if (item is not JsonObject field)
            throw FieldRules.Broken("post_call_analysis_data", "must be objects");
        var rules = new FieldRules(field)
            .Required("type")
            .OneOf("type", "string", "enum", "boolean", "number", "system-presets")
            .Required("name")
            .Text("name")
            .Flag("required");
        var name = field["name"].Text();
        if (name is "")
            throw FieldRules.Broken("post_call_analysis_data/name", "must NOT have fewer than 1 characters");
        if (field["type"].Text() == "system-presets" && !Presets.Contains(name))
            throw FieldRules.Broken("post_call_analysis_data/name", "must be one of the presets");
        if (field["type"].Text() != "system-presets")
            rules.Required("description");
        if (field["type"].Text() == "enum" && field["choices"] is not JsonArray { Count: > 0 })
            throw FieldRules.Broken("post_call_analysis_data/choices", "must be a non empty array");
    }
}
