using Switchhook.Contracts;

namespace Switchhook.Calls.Intake;

/// <summary>
/// Whose key signed a body: the platform's, or that of the connection whose agent the body names. The name is not trusted, it only says
/// which key to try; what that key proves concerns its owner alone. All keys there are, are never tried.
/// </summary>
public sealed class Signers(RetellSettings platform, IRetellKeys keys, Deliveries deliveries)
{
    public bool IsPlatforms(Signature signature, byte[] body, DateTimeOffset now) =>
        signature.Matches(body, platform.WebhookKey, now) || (platform.PreviousWebhookKey is { } previous && signature.Matches(body, previous, now));

    public async Task<Signer?> FindAsync(Signature signature, byte[] body, DateTimeOffset now, CancellationToken stop)
    {
        if (!signature.IsFresh(now) || await KeysFor(Headline.Read(body), stop) is not { } own) return null;
        return own.SignatureKeys.Any(key => signature.Matches(body, key, now)) ? new(own.Tenant) : null;
    }

    /// <summary>A call that was handed to another agent goes on under that agent's id: then the agent that it began with answers for it.</summary>
    async Task<RetellKeys?> KeysFor(Headline told, CancellationToken stop)
    {
        if (told.RetellAgentId is { } named && await keys.OfAsync(named, stop) is { } own) return own;
        return told.CallId is { } call && await deliveries.FirstAgentOfAsync(call, stop) is { } first ? await keys.OfAsync(first, stop) : null;
    }
}

/// <param name="Tenant">Whose connection it was; null for the platform, which signs for everybody.</param>
public sealed record Signer(string? Tenant);
