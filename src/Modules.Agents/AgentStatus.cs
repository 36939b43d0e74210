using Switchhook.Agents.Deletion;

namespace Switchhook.Agents;

public static class AgentStatus
{
    public const string SettingUp = "Setting up";
    public const string Live = "Live";

    /// <summary>Something went wrong and is not settled yet: what was made is still being undone.</summary>
    public const string NeedsAttention = "Needs attention";
    public const string Failed = "Failed";
    public const string Pausing = "Pausing",
        Paused = "Paused",
        Resuming = "Resuming",
        Deleting = "Deleting",
        Deleted = "Deleted";
    public const string Disconnecting = "Disconnecting",
        Disconnected = "Disconnected";

    public static string Of(Agent agent) =>
        agent switch
        {
            { Connection.Status: { } status } => status,
            { Deletion: DeletionState.Done } => Deleted,
            { Deletion: DeletionState.Requested } => Deleting,
            { IsCompensated: true } => Failed,
            { Failure: not null } or { MissingResources.Count: > 0 } => NeedsAttention,
            { Number: null } => SettingUp,
            { IsRoutingPending: true, RequestedRouting.Answers: true } => Resuming,
            { IsRoutingPending: true, Routing.Answers: true } => Pausing,
            { Routing.Answers: false } => Paused,
            _ => Live,
        };

    /// <summary>The colour of its dot.</summary>
    public static string Dot(string status) =>
        status switch
        {
            Live => "good",
            SettingUp or Pausing or Resuming or Deleting or Disconnecting => "info",
            Paused => "warn",
            Deleted or Disconnected => "neutral",
            _ => "bad",
        };
}
