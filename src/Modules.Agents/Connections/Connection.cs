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
    public WebhookBegun? Before { get; init; }
    /// <summary>A change is on its way: a version after this one.</summary>
    public int? Publishing { get; init; }
    /// <summary>The change on its way puts back what stood there.</summary>
    public bool IsRestoring { get; init; }
    /// <summary>Events come here: the address is set, and the number leads to the version that has it.</summary>
    public bool IsSet { get; init; }
    public bool IsHeard { get; init; }
    /// <summary>The owner's key cannot be opened, and has to be entered again.</summary>
    public bool IsKeyLost { get; init; }
    public bool IsLeaving { get; init; }
    public bool IsRefused { get; init; }
    public bool IsOver { get; init; }

    /// <summary>Null once it lives like any other agent.</summary>
    public string? Status => this switch
    {
        { IsRefused: true } => AgentStatus.Failed,
        { IsOver: true } => AgentStatus.Disconnected,
        { IsLeaving: true } => AgentStatus.Disconnecting,
        { Awaits: not null } or { IsSet: false, IsHeard: false } => AgentStatus.SettingUp,
        _ => null,
    };

    public Connection Ended() => this with { Awaits = null, Publishing = null, IsLeaving = false, IsOver = true };
}
