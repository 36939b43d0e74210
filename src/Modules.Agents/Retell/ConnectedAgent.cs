namespace Switchhook.Agents;

/// <summary>One version of an agent that somebody made in Retell's dashboard, as far as we read it.</summary>
public record ConnectedAgent(
    string AgentId, string? AgentName, int Version, bool IsPublished, string? VoiceId, long? MaxCallDurationMs, ConnectedEngine? ResponseEngine,
    string? WebhookUrl, IReadOnlyList<string>? WebhookEvents);

/// <param name="Type">retell-llm, conversation-flow or custom-llm. Only the first has one prompt.</param>
public record ConnectedEngine(string Type, string? LlmId, int? Version);

public record ConnectedPrompt(string LlmId, string? GeneralPrompt, string? BeginMessage);

public record KeyInfo(string? ApiKeyName, string? OrgName);
