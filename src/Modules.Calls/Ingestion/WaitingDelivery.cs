namespace Switchhook.Calls.Ingestion;

/// <summary>A delivery in the queue.</summary>
/// <param name="Tenant">Whose it is; null while nobody has its agent.</param>
/// <param name="AgentName">What the owner calls the agent; null when the agent was never the owner's.</param>
/// <param name="Share">Whose share of the queue it takes.</param>
/// <param name="FirstDeliveryOfAgent">Retell's id of the agent, when nothing of it has been heard before.</param>
public sealed record WaitingDelivery(
    Guid Id,
    string Event,
    string CallId,
    short LaneNumber,
    DateTimeOffset ReceivedAt,
    DateTimeOffset SignedAt,
    CompressedBody Body,
    int Size,
    string? Tenant,
    string? AgentName,
    string? FirstDeliveryOfAgent,
    string Share = ""
)
{
    /// <summary>Retell itself says it: an owner's key did not sign it.</summary>
    public bool IsSignedByPlatform { get; init; }

    public bool IsOverBudget => Share.StartsWith(DeliveryQueue.LowPriorityPrefix, StringComparison.Ordinal);
}

/// <summary>What became of it.</summary>
/// <param name="DropsBody">The body is of no further use and is not kept.</param>
public sealed record InterpretedDelivery(Guid Id, string? Tenant, string Status, string Reason = "", bool DropsBody = false);
