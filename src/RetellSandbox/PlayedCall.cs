using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Switchhook.RetellSandbox;

/// <summary>
/// A call written out to its end before it begins, and how far it has been played. Nothing else is needed to go on after a kill.
/// </summary>
public class PlayedCall
{
    public required JsonObject Call { get; set; }
    public required List<CallStep> Steps { get; set; }
    public int Done { get; set; }
    public List<string> Undelivered { get; init; } = [];
    public required string Origin { get; init; }
    public string? WebhookUrl { get; init; }
    public List<string> WebhookEvents { get; init; } = [];
    public int WebhookTimeoutMs { get; init; } = 10_000;
    public long? UrlLifetimeMs { get; init; }
    public double Pitch { get; init; }

    [JsonIgnore]
    public string Id => Call["call_id"].Text()!;

    [JsonIgnore]
    public bool IsOver => Done == Steps.Count;

    [JsonIgnore]
    public bool HasEnded => Steps.Take(Done).Any(step => step.Event == "call_ended");

    [JsonIgnore]
    public bool IsOngoing => Done > 0 && !HasEnded;

    [JsonIgnore]
    public JsonArray Transcript => Call["transcript_object"] as JsonArray ?? [];

    [JsonIgnore]
    public Task Changed => changed.Task;
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    static readonly string[] OnlyInTheEnd =
    [
        "end_timestamp",
        "duration_ms",
        "disconnection_reason",
        "recording_url",
        "recording_multi_channel_url",
        "latency",
        "call_cost",
        "llm_token_usage",
        "collected_dynamic_variables",
        "call_analysis",
    ];
    static readonly string[] Transcripts = ["transcript", "transcript_object", "transcript_with_tool_calls"];

    /// <summary>The call as Retell would tell it after so many steps.</summary>
    public JsonObject After(int steps, Func<string, string> address)
    {
        var played = Steps.Take(steps).ToList();
        var call = Call.Copy();
        if (played.Exists(step => step.Event == "call_ended"))
        {
            foreach (var name in (string[])["recording_url", "recording_multi_channel_url"])
                if (call[name].Text() is { } file)
                    call[name] = address(file);
            return played.Exists(step => step.Event == "call_analyzed") ? call : call.Without("call_analysis");
        }

        call.Without(OnlyInTheEnd).Without(Transcripts)["call_status"] = steps == 0 ? "registered" : "ongoing";
        if (steps == 0)
            call.Remove("start_timestamp");
        var known = played.Select(step => step.Entries).LastOrDefault();
        if (known == 0)
            return call;
        var entries = Call["transcript_with_tool_calls"]!.AsArray().Take(known).ToList();
        var spoken = Conversation.Spoken(entries);
        call["transcript"] = Conversation.Text(spoken);
        call["transcript_object"] = spoken;
        call["transcript_with_tool_calls"] = new JsonArray([.. entries.Select(entry => entry!.DeepClone())]);
        return call;
    }

    /// <summary>Ends the call now, with what was said so far.</summary>
    public void Stop(long now, TimeSpan analysis)
    {
        var known = Steps[Done - 1].Entries;
        var entries = (Call["transcript_with_tool_calls"] as JsonArray ?? []).Take(known).ToList();
        var spoken = Conversation.Spoken(entries);
        var length = (long)(1000 * (spoken.LastOrDefault()?["words"]!.AsArray()[^1]!["end"].Number() ?? 0)) + 200;
        Call = Call.Copy()
            .With(
                new JsonObject
                {
                    ["transcript"] = Conversation.Text(spoken),
                    ["transcript_object"] = spoken,
                    ["transcript_with_tool_calls"] = new JsonArray([.. entries.Select(entry => entry!.DeepClone())]),
                    ["duration_ms"] = length,
                    ["end_timestamp"] = Call["start_timestamp"].Long() + length,
                    ["disconnection_reason"] = "manual_stopped",
                    ["call_analysis"] = new JsonObject
                    {
                        ["call_summary"] = "The call was stopped before it came to an end.",
                        ["in_voicemail"] = false,
                        ["user_sentiment"] = "Unknown",
                        ["call_successful"] = false,
                        ["custom_analysis_data"] = new JsonObject(),
                    },
                }
            );
        Steps = [.. Steps.Take(Done), new("call_ended", now, known), new("call_analyzed", now + (long)analysis.TotalMilliseconds, known)];
        changed.TrySetResult();
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
