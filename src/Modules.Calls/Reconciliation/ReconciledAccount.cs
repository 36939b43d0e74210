using Switchhook.BuildingBlocks;
using Switchhook.Contracts;

namespace Switchhook.Calls.Reconciliation;

/// <summary>An account at Retell in which agents of ours, or of our owners, take calls.</summary>
/// <param name="Name">Of its line in <see cref="ReconciliationRuns"/>: "platform", or the agent whose owner gave a key.</param>
/// <param name="Tenant">Whose key it is; null for the platform's.</param>
/// <param name="ApiKey">Null while the owner's key cannot be opened: then Retell is not asked.</param>
/// <param name="Agents">Calls of others in the account are none of our business.</param>
public sealed record ReconciledAccount(string Name, string? Tenant, string? ApiKey, IReadOnlySet<string> Agents) : PersonalData
{
    public const string Platform = "platform";

    public Signer Signer => Tenant is null ? Signer.Platform : Signer.Owner(Tenant);
}
