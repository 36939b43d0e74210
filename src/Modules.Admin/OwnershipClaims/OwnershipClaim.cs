namespace Switchhook.Admin.OwnershipClaims;

/// <summary>
/// Somebody says that an agent in the platform's own Retell account is theirs; kept until an admin has decided. In the claimant's tenant.
/// </summary>
/// <param name="Id">The agent's, in its owner's streams.</param>
public sealed record OwnershipClaim(Guid Id, Guid Claimant, string Name, string RetellAgentId, string PhoneNumber, DateTimeOffset AskedAt);
