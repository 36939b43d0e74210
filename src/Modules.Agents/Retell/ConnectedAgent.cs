using System.Text.Json.Nodes;

namespace Switchhook.Agents.Retell;

/// <summary>One version of an agent that somebody made in Retell's dashboard, as far as we read it.</summary>
/// <param name="PostCallAnalysisData">Retell's own JSON: what we do not know in it has to survive a change.</param>
public record ConnectedAgent(
    string AgentId,
    string? AgentName,
    int Version,
    bool IsPublished,
    string? VoiceId,
    long? MaxCallDurationMs,
    ConnectedEngine? ResponseEngine,
    string? WebhookUrl,
    IReadOnlyList<string>? WebhookEvents,
    JsonArray? PostCallAnalysisData
)
{
    /// <summary>The version that a draft was made of.</summary>
    public int? BaseVersion { get; init; }
}

/// <param name="Type">retell-llm, conversation-flow or custom-llm. Only the first has one prompt.</param>
public record ConnectedEngine(string Type, string? LlmId, int? Version);

public record ConnectedPrompt(string LlmId, string? GeneralPrompt, string? BeginMessage);

public record KeyInfo(string? ApiKeyName, string? OrgName);
