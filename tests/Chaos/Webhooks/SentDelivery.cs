using Switchhook.Model;

namespace Switchhook.Chaos.Webhooks;

/// <summary>One thing that Retell sends, perhaps not for the first time.</summary>
/// <param name="Tenant">Whose the call is; null while nobody has connected its agent.</param>
public sealed record SentDelivery(int Number, ModelDelivery Telling, byte[] Body, string? Tenant)
{
    public string Hash { get; } = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Body));
}
