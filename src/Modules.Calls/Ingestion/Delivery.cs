using System.Security.Cryptography;
using Switchhook.BuildingBlocks;

namespace Switchhook.Calls.Ingestion;

/// <summary>One request that arrived at the webhook, with the very bytes of its body.</summary>
/// <param name="SignedBy">Whose key signed it; null only for what nobody signed.</param>
public sealed record Delivery(Guid Id, DateTimeOffset ReceivedAt, DateTimeOffset? SignedAt, byte[] Body, Signer? SignedBy)
{
    /// <summary>Its owner has signed more bytes than an hour's budget: it waits behind all other deliveries.</summary>
    public bool IsOverBudget { get; init; }

    /// <summary>Who brought it: Retell's webhook, or our own look at Retell's calls.</summary>
    public string Origin { get; init; } = FromWebhook;

    public const string FromWebhook = "webhook",
        FromReconciliation = "sweep";

    public byte[] BodyHash { get; } = SHA256.HashData(Body);

    public string HashInHex => Convert.ToHexString(BodyHash);

    public short LaneNumber => Lane.Of(Envelope.CallId);

    public DeliveryEnvelope Envelope { get; } = SignedAt is null ? new(null, null, null) : DeliveryEnvelope.Read(Body);

    /// <summary>
    /// What the delivery is, however often it is sent: with the body's hash it is unique, so that another body under the same name is
    /// kept as a second version. An owner can sign any call id, so what owners sign is told apart from what the platform signed.
    /// </summary>
    public string Identity =>
        SignedBy is { IsPlatform: false }
            ? $"{Envelope.Event}|{new AccountScopedId(SignedBy, Envelope.CallId ?? "")}"
            : $"{Envelope.Event}|{Envelope.CallId}";

    public string InitialStatus =>
        Envelope switch
        {
            { IsAboutCall: true } => DeliveryStatus.Accepted,
            { IsAboutChat: true } => DeliveryStatus.Ignored,
            { Event: not null and not ("call_started" or "call_ended" or "call_analyzed" or "transcript_updated") } =>
                DeliveryStatus.Ignored,
            _ => DeliveryStatus.Malformed,
        };
}
