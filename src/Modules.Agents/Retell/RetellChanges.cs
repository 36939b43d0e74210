using System.Text.Json;
using System.Text.Json.Serialization;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Agents.Retell;

/// <summary>Searches voice agents by a part of their name or id; all of them when there is no query.</summary>
public record RetellAgentSearch(RetellAgentCriteria FilterCriteria) : IRetellRequest
{
    public static RetellAgentSearch For(string? query) => new(new RetellAgentCriteria(new("string", "eq", "voice"), query));
}

public record RetellAgentCriteria(RetellTextFilter Channel, string? Query);

public record RetellTextFilter(string Type, string Op, string Value);

public record CreateVersion(int BaseVersion) : IRetellRequest;

public record PublishVersion(int Version, string? VersionTitle = null, string? VersionDescription = null) : IRetellRequest;

/// <param name="BeginMessage">Null leaves it as it is: an empty one and none at all are not the same to Retell.</param>
public record ChangePrompt(string GeneralPrompt, string? BeginMessage) : IRetellRequest;

/// <summary>The model writes its own first line: Retell knows that by a null.</summary>
public record ChangePromptToOwnWords(string GeneralPrompt) : IRetellRequest
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? BeginMessage => null;
}

/// <param name="AgentName">Null leaves it as it is.</param>
public record ChangeAgent(string VoiceId, long MaxCallDurationMs, string VersionDescription, string? AgentName) : IRetellRequest;

/// <summary>Where an agent's events go and what is asked about its calls. The nulls put back what was not set before.</summary>
/// <param name="PostCallAnalysisData">The list as a whole, for Retell replaces it; what others asked is passed on as it came.</param>
public record ChangeWebhook(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? WebhookUrl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] IReadOnlyList<string>? WebhookEvents,
    IReadOnlyList<JsonElement> PostCallAnalysisData
) : IRetellRequest;

/// <summary>Which agents a number is bound to; a list that is null stays.</summary>
public record BindNumber(IReadOnlyList<RetellBoundAgent>? InboundAgents, IReadOnlyList<RetellBoundAgent>? OutboundAgents = null)
    : IRetellRequest
{
    [JsonIgnore]
    public bool ChangesNothing => this is { InboundAgents: null, OutboundAgents: null };
}

/// <summary>Who answers a number, and where its callers go otherwise; without a fallback number the former one is cleared.</summary>
public record BindNumberWithFallback(
    IReadOnlyList<RetellBoundAgent> InboundAgents,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? FallbackNumber
) : IRetellRequest;

/// <summary>Where callers go when all lines are busy or Retell has an outage; null takes it away.</summary>
public record SetFallbackNumber([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? FallbackNumber) : IRetellRequest;

/// <summary>Where Retell asks before it lets a call through; null asks nobody.</summary>
public record SetInboundWebhook([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? InboundWebhookUrl) : IRetellRequest;
