namespace Switchhook.Agents.Connections;

/// <summary>What is known of an agent that was made in Retell's dashboard, as far as a decision reads it.</summary>
/// <param name="SystemPrompt">What the owner wants it to go by instead, once it is connected; null leaves it as it is.</param>
public record Connection(string RetellAgentId, string Number, string? SystemPrompt, bool HasOwnKey)
{
    public bool IsApproved { get; init; }
    public bool IsProven => HasOwnKey || IsApproved;

    /// <summary>What is being asked of Retell, or of an admin; null when nothing is.</summary>
    public ConnectionStep? Awaits { get; init; }

    /// <summary>What stood at Retell before we changed it.</summary>
    public WebhookBegun? FormerWebhook { get; init; }

    /// <summary>A change is on its way: a version after this one.</summary>
    public int? PublishingAfter { get; init; }

    /// <summary>The change on its way puts back what stood there.</summary>
    public bool IsRestoring { get; init; }

    /// <summary>Events come here: the address is set, and the number leads to the version that has it.</summary>
    public bool IsWebhookSet { get; init; }
    public bool HasReceivedWebhook { get; init; }

    /// <summary>The owner's key cannot be opened, and has to be entered again.</summary>
    public bool IsKeyUnreadable { get; init; }
    public bool IsDisconnecting { get; init; }
    public bool IsRefused { get; init; }
    public bool IsOver { get; init; }

    /// <summary>Null once it lives like any other agent.</summary>
    public string? Status =>
        this switch
        {
            { IsRefused: true } => AgentStatus.Failed,
            { IsOver: true } => AgentStatus.Disconnected,
            { IsDisconnecting: true } => AgentStatus.Disconnecting,
            { Awaits: not null } or { IsWebhookSet: false, HasReceivedWebhook: false } => AgentStatus.SettingUp,
            _ => null,
        };

    public Connection Ended() => this with { Awaits = null, PublishingAfter = null, IsDisconnecting = false, IsOver = true };
}
