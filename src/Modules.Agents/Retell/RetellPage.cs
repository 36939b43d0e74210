namespace Switchhook.Agents;

public record RetellPage<T>(IReadOnlyList<T> Items, bool HasMore, string? PaginationKey);

public record RetellLlmRow(string LlmId, IReadOnlyDictionary<string, string>? DefaultDynamicVariables);

public record RetellAgentRow(string AgentId, string? AgentName);
