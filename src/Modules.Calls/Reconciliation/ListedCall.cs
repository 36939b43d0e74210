using System.Text.Json;
using Switchhook.Calls.Story;

namespace Switchhook.Calls.Sweeping;

/// <summary>A call as Retell's list has it: without its words.</summary>
public sealed record Listed(string CallId, string? RetellAgentId, DateTimeOffset? EndedAt, bool Ended, bool Analyzed)
{
    public static Listed? Read(JsonElement call) => call.Text("call_id") is not { } id ? null : new(
        id, call.Text("agent_id"), call.Moment("end_timestamp"),
        call.Text("call_status") is "ended" or "error" or "not_connected", call.Part("call_analysis").ValueKind == JsonValueKind.Object);
}

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="At">When it was answered, by Retell's clock; null when Retell did not say.</param>
public sealed record ListedPage(IReadOnlyList<Listed> Calls, string? Next, DateTimeOffset? At);
