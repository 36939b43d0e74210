using Switchhook.Calls.Ingestion;
using Switchhook.Contracts;

namespace Switchhook.Calls.Screening;

/// <summary>Finds who owns an incoming call, whether its caller is blocked, and whether the request is signed for that owner.</summary>
public sealed class CallerScreening(SignatureVerifier verifier, BlockedNumbers numbers, IRetellKeys keys, TimeProvider time)
{
    public bool IsSignedByPlatform(Signature signature, byte[] body) => verifier.IsPlatforms(signature, body, time.GetUtcNow());

    public Task<IReadOnlyList<CallOwner>> FindAsync(InboundCall call, CancellationToken stop) =>
        numbers.FindAsync(call.RetellAgentId, call.DialledNumber, call.Caller ?? "", stop);

    /// <summary>
    /// Of the possible owners, the one for whose account the signature is valid: the platform's for agents of the platform, an owner's key
    /// for that owner's own. A request that the platform signed is valid even if nobody owns the call.
    /// </summary>
    public async Task<(bool IsSigned, CallOwner? Owner)> SignedForAsync(
        Signature signature,
        byte[] body,
        IReadOnlyList<CallOwner> found,
        CancellationToken stop
    )
    {
        var byPlatform = IsSignedByPlatform(signature, body);
        foreach (var owner in found)
            if (
                await keys.OfAsync(owner.RetellAgentId, stop) is not { } own
                    ? byPlatform
                    : own.Tenant == owner.Tenant && own.SignatureKeys.Any(key => signature.Matches(body, key, time.GetUtcNow()))
            )
                return (true, owner);
        return (byPlatform, null);
    }
}
