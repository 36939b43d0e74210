using Switchhook.BuildingBlocks;

namespace Switchhook.Calls;

/// <summary>
/// One line of a transcript: somebody's words, or something the agent did meanwhile. Times are seconds into the recording, and only
/// Retell's own.
/// </summary>
/// <param name="Role">agent, user, transfer_target, tool, or Retell's name for anything else (node_transition, dtmf, sms …).</param>
public sealed record Turn(string Role, string Text, double? Start, double? End, IReadOnlyList<TimedWord> Words, ToolCall? Tool)
{
    public bool IsSpeech => Role is "agent" or "user" or "transfer_target";
}

[ShapeName("Word")]
public sealed record TimedWord(string Text, double Start, double End);

public sealed record ToolCall(string Name, string Arguments, string? Result, bool? Succeeded);
