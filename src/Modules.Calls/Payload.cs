using System.Text.Json;

namespace Switchhook.Calls;

/// <summary>A delivery's body in our words. Only event and call id must be there; whatever else is missing or odd is not known.</summary>
public sealed record Payload(string Event, string CallId, CallStage Stage)
{
    const int MostFields = 200,
        MostCosts = 100;

    /// <summary>When Retell signed it: of two that say different things at the same stage, the later one counts.</summary>
    public DateTimeOffset? SignedAt { get; init; }
    public Parties? Parties { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public Disconnection? Ending { get; init; }
    public IReadOnlyList<Turn>? Transcript { get; init; }
    public string? RecordingUrl { get; init; }
    public Cost? Cost { get; init; }
    public int? ResponseMilliseconds { get; init; }
    public Analysis? Analysis { get; init; }
    public CallTransferred? Transfer { get; init; }

    /// <summary>Null when the body is not about a call. An event that is not known has no stage, and nothing follows from it.</summary>
    /// <param name="deadline">The time for it is up: asked at each turn of the conversation, which is nearly all of a body.</param>
    public static Payload? Read(byte[] body, CancellationToken deadline = default)
    {
        using var json = JsonDocument.Parse(SanitizedJson.Text(body));
        var root = json.RootElement;
        var call = root.Part("call");
        if (root.Text("event", TextLimits.Word) is not { } name || call.Text("call_id", TextLimits.Word) is not { } id)
            return null;
        return new(name, id, StageOf(name))
        {
            Parties = PartiesOf(call),
            StartedAt = call.Moment("start_timestamp"),
            Ending = EndingOf(call),
            Transcript = Transcripts.Read(root, call, deadline),
            RecordingUrl = call.Text("scrubbed_recording_url", TextLimits.Address) ?? call.Text("recording_url", TextLimits.Address),
            Cost = CostOf(call.Part("call_cost")),
            ResponseMilliseconds = call.Part("latency").Part("e2e").Number("p50") is { } p50 and >= 0 and < 3_600_000
                ? (int)Math.Round(p50)
                : null,
            Analysis = AnalysisOf(call.Part("call_analysis")),
            Transfer = name.StartsWith("transfer_", StringComparison.Ordinal)
                ? new(name["transfer_".Length..], root.Part("transfer_destination").Text("number", TextLimits.Line))
                : null,
        };
    }

    /// <summary>The agent's name at Retell bears the marks of its set-up: people see what its owner calls it.</summary>
    public Payload WithAgentName(string? agentName) =>
        Parties is null ? this : this with { Parties = Parties with { AgentName = agentName } };

    static CallStage StageOf(string name) =>
        name switch
        {
            "call_started"
            or "transcript_updated"
            or "transfer_started"
            or "transfer_bridged"
            or "transfer_cancelled"
            or "transfer_ended" => CallStage.Started,
            "call_ended" => CallStage.Ended,
            "call_analyzed" => CallStage.Analyzed,
            _ => CallStage.Unheard,
        };

    static Parties? PartiesOf(JsonElement call)
    {
        var web = call.Text("call_type", TextLimits.Word) == "web_call";
        var payload = new Parties(
            call.Text("agent_id", TextLimits.Word) ?? "",
            call.Number("agent_version") is { } version and >= 0 and < int.MaxValue ? (int)version : null,
            call.Text("agent_name", TextLimits.Line),
            web,
            web ? null : call.Text("direction", TextLimits.Word),
            web ? null : call.Text("from_number", TextLimits.Line),
            web ? null : call.Text("to_number", TextLimits.Line),
            call.Part("metadata").Flag("simulated") == true
        );
        return payload == Parties.Nobody ? null : payload;
    }

    static Disconnection? EndingOf(JsonElement call)
    {
        var payload = new Disconnection(
            call.Moment("end_timestamp"),
            call.Text("disconnection_reason", TextLimits.Word),
            call.Text("call_status", TextLimits.Word),
            call.Number("duration_ms") is { } ms and >= 0 and < 1e10 ? (long)ms : null
        );
        return payload == Disconnection.Unknown ? null : payload;
    }

    static Cost? CostOf(JsonElement cost) =>
        cost.Money("combined_cost") is not { } cents
            ? null
            : new(
                cents,
                [
                    .. cost.Parts("product_costs")
                        .Take(MostCosts)
                        .Select(x => new CostItem(x.Text("product", TextLimits.Word) ?? "other", x.Money("cost") ?? 0)),
                ]
            );

    static Analysis? AnalysisOf(JsonElement analysis) =>
        analysis.ValueKind != JsonValueKind.Object
            ? null
            : new(
                analysis.Text("call_summary", TextLimits.Prose) ?? "",
                SentimentOf(analysis.Text("user_sentiment", TextLimits.Word)),
                analysis.Flag("call_successful"),
                analysis.Flag("in_voicemail") == true,
                FieldsOf(analysis.Part("custom_analysis_data"))
            );

    static string SentimentOf(string? said) =>
        said is null
            ? Analysis.Unknown
            : Array.Find(
                ["Positive", "Neutral", "Negative", Analysis.Unknown],
                x => x.Equals(said.Trim(), StringComparison.OrdinalIgnoreCase)
            ) ?? said;

    static IReadOnlyList<AnalysisField> FieldsOf(JsonElement data) =>
        data.ValueKind != JsonValueKind.Object
            ? []
            :
            [
                .. from field in data.EnumerateObject().Take(MostFields)
                where field.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
                let name = PayloadJson.Cut(field.Name, TextLimits.Word)
                select field.Value.ValueKind switch
                {
                    JsonValueKind.String => new AnalysisField(name, "text", PayloadJson.Cut(field.Value.GetString()!, TextLimits.Prose)),
                    JsonValueKind.Number => new AnalysisField(name, "number", PayloadJson.Cut(field.Value.GetRawText(), TextLimits.Word)),
                    JsonValueKind.True => new AnalysisField(name, "yes-no", "true"),
                    JsonValueKind.False => new AnalysisField(name, "yes-no", "false"),
                    _ => new AnalysisField(name, "other", PayloadJson.Cut(field.Value.GetRawText(), TextLimits.Prose)),
                },
            ];
}
