using Switchhook.BuildingBlocks;
using Switchhook.Contracts;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// Whose key signed a body: the platform's, or that of the connection whose agent the body names. The name is not trusted, it only says
/// which key to try; a signature with that key proves something about its owner alone. Never all stored keys are tried.
/// </summary>
public sealed class SignatureVerifier(RetellSettings platform, IRetellKeys keys, DeliveryTable deliveries)
{
    public bool IsPlatforms(Signature signature, byte[] body, DateTimeOffset now) =>
        signature.Matches(body, platform.WebhookKey, now)
        || (platform.PreviousWebhookKey is { } previous && signature.Matches(body, previous, now));

    public async Task<Signer?> FindAsync(Signature signature, byte[] body, DateTimeOffset now, CancellationToken stop)
    {
        if (!signature.IsFresh(now))
            return null;
        var payload = DeliveryEnvelope.Read(body);
        if (payload.RetellAgentId is { } named && await keys.OfAsync(named, stop) is { } own)
            return HaveSigned(own) ? Signer.Owner(own.Tenant) : null;
        if (payload.CallId is not { } call)
            return null;
        // A call that was handed to another agent goes on under that agent's id. The agents that it began with answer for it: several
        // owners may have signed for one call id, and whoever said it first must not shut out the others.
        foreach (var first in await deliveries.FirstAgentsOfAsync(call, stop))
            if (await keys.OfAsync(first.Id, stop) is { } theirs && Signer.Owner(theirs.Tenant) == first.Signer && HaveSigned(theirs))
                return first.Signer;
        return null;

        bool HaveSigned(RetellKeys of) => of.SignatureKeys.Any(key => signature.Matches(body, key, now));
    }
}
