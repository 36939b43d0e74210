namespace Switchhook.Agents.Reconciliation;

/// <summary>Something at Retell that bears this installation's tag and that no agent of ours holds.</summary>
/// <param name="Id">Retell's own.</param>
/// <param name="AgentId">The agent for which it was made.</param>
public record Orphan(string Id, RetellResourceKind Kind, Guid AgentId, DateTimeOffset SeenAt, DateTimeOffset? ReleasedAt = null)
{
    /// <summary>Null where its tag is from before tags named the tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>The administrator who had it released; null where its time was up.</summary>
    public Guid? ReleasedBy { get; init; }

    /// <summary>Made before this site was moved or restored: it may belong to the site that went on elsewhere.</summary>
    public bool IsFormer { get; init; }
}
