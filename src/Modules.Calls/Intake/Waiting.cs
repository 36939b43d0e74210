namespace Switchhook.Calls.Intake;

/// <summary>A delivery in the queue.</summary>
/// <param name="Tenant">Whose it is; null while nobody has its agent.</param>
/// <param name="AgentName">What the owner calls the agent; null when the agent was never the owner's.</param>
/// <param name="FirstOf">Retell's id of the agent, when nothing of it has been heard before.</param>
public sealed record Waiting(
    Guid Id, string Event, string CallId, short Lane, DateTimeOffset ReceivedAt, DateTimeOffset SignedAt, Packed Body, int Size,
    string? Tenant, string? AgentName, string? FirstOf);

/// <summary>What became of it.</summary>
public sealed record Concluded(Guid Id, string? Tenant, string Verdict, string Reason = "");
