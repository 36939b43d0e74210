using System.Text.Json.Serialization;

namespace Switchhook.Agents.Connections;

/// <summary>What the pages show of how an agent was connected.</summary>
public record ConnectionDetails(string RetellAgentId, string Number, string? KeyEnds, string? SystemPrompt)
{
    public string? Account { get; init; }
    public DateTimeOffset? KeyAt { get; init; }
    public DateTimeOffset? AgentAt { get; init; }
    public DateTimeOffset? NumberAt { get; init; }
    public DateTimeOffset? ClaimedAt { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    public DateTimeOffset? LinkedAt { get; init; }
    public DateTimeOffset? WebhookAt { get; init; }
    public DateTimeOffset? HeardAt { get; init; }
    public string? OldUrl { get; init; }
    public string? Pin { get; init; }

    /// <summary>Why the owner has to set the address.</summary>
    public WebhookLeft? ByHand { get; init; }

    /// <summary>Of a key that Retell is being asked about; the former one is in use meanwhile.</summary>
    public string? OfferedKeyEnds { get; init; }
    public DateTimeOffset? FormerKeyUntil { get; init; }
    public string? KeyRejection { get; init; }

    /// <summary>The key cannot be opened, and has to be entered again.</summary>
    public bool IsKeyLost { get; init; }
    public ConnectionRefused? Refusal { get; init; }
    public bool IsLeaving { get; init; }
    public AgentDisconnected? End { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    [JsonIgnore]
    public bool IsClaim => KeyEnds is null;

    bool IsSettled => ByHand is not null || (WebhookAt ?? HeardAt) is not null;

    [JsonIgnore]
    public bool IsOver => Refusal is not null || End is not null;

    /// <summary>In one sentence, for who looks at something else.</summary>
    [JsonIgnore]
    public string StatusText =>
        this switch
        {
            { IsLeaving: true } => "Your agent is being disconnected.",
            { ByHand: { } byHand } => byHand.Sentence,
            { Pin: { } pin } => $"Your number stays at version {pin} of the agent, so no events come yet.",
            { ClaimedAt: not null, ApprovedAt: null } => "An administrator has to agree before your agent is connected.",
            _ => "Your agent is being connected.",
        };

    [JsonIgnore]
    public bool IsLinked => !IsOver && LinkedAt is not null;
}
