using Switchhook.BuildingBlocks;
using Switchhook.Calls.Ingestion;
using Switchhook.Contracts;

namespace Switchhook.Calls.Retell;

/// <summary>
/// The one place that decides which Retell account answers for a call or an agent: the account of whoever signed for it. The platform's
/// key never stands in for an owner's, because an owner can sign any call id.
/// </summary>
public sealed class RetellAccountResolver(RetellSettings platform, IRetellKeys keys, DeliveryTable deliveries)
{
    /// <summary>Null when no key that signed for this call is here any more.</summary>
    public async Task<string?> KeyForCallAsync(string tenant, string callId, CancellationToken stop)
    {
        var signed = await deliveries.SignersOfCallAsync(tenant, callId, stop);
        if (signed.Any(x => x.Signer.IsPlatform))
            return platform.ApiKey;
        foreach (var said in signed.Where(x => x.Signer == Signer.Owner(tenant) && x.Id.Length > 0))
            if (await keys.OfAsync(said.Id, stop) is { ApiKey: { } key } own && own.Tenant == tenant)
                return key;
        return null;
    }

    /// <summary>Null when it is somebody else's agent, or its owner's key cannot be read.</summary>
    public async Task<string?> KeyForAgentAsync(string tenant, string retellAgentId, CancellationToken stop) =>
        await keys.OfAsync(retellAgentId, stop) is not { } own ? platform.ApiKey
        : own.Tenant == tenant ? own.ApiKey
        : null;
}
