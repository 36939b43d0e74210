using System.Text.Json;

namespace Switchhook.Calls.Reconciliation;

/// <summary>A call as Retell's list has it: without its words.</summary>
public sealed record ListedCall(string CallId, string? RetellAgentId, DateTimeOffset? EndedAt, bool Ended, bool Analyzed)
{
    public static ListedCall? Read(JsonElement call) =>
        call.Text("call_id") is not { } id
            ? null
            : new(
                id,
                call.Text("agent_id"),
                call.Moment("end_timestamp"),
                call.Text("call_status") is "ended" or "error" or "not_connected",
                call.Part("call_analysis").ValueKind == JsonValueKind.Object
            );
}

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="At">When it was answered, by Retell's clock; null when Retell did not say.</param>
public sealed record ListedCallPage(IReadOnlyList<ListedCall> Calls, string? Next, DateTimeOffset? At);
