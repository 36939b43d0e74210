namespace Switchhook.Agents;

public record RetellPage<T>(IReadOnlyList<T> Items, bool HasMore, string? PaginationKey);

public record RetellLlmRow(string LlmId, IReadOnlyDictionary<string, string>? DefaultDynamicVariables)
{
    public string? Tag => DefaultDynamicVariables?.GetValueOrDefault(RetellLlm.Mark);
}

public record RetellAgentRow(string AgentId, string? AgentName, long? UserModifiedTimestamp);
