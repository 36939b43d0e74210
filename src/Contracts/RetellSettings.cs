namespace Switchhook.Contracts;

/// <summary>
/// Where Retell is and how it knows us. Configured as Retell__BaseUrl, Retell__ApiKey, Retell__WebhookKey, Retell__PreviousWebhookKey and
/// PUBLIC_URL.
/// </summary>
/// <param name="BaseUrl">Without a trailing slash; the sandbox's when no key is configured in Development.</param>
/// <param name="WebhookKey">The workspace's key badged "webhook": signs what Retell sends us.</param>
/// <param name="WebhookUrl">What Retell is told to post events to.</param>
public record RetellSettings(string BaseUrl, string ApiKey, string WebhookKey, string WebhookUrl, bool IsSandbox)
{
    /// <summary>While the webhook key is being replaced, what was signed with the former one still counts; null at other times.</summary>
    public string? PreviousWebhookKey { get; init; }

    /// <summary>Where Retell asks before it lets a call through.</summary>
    public string InboundUrl => WebhookUrl[..^"webhook".Length] + "inbound";

    public override string ToString() => $"Retell at {BaseUrl}";
}
