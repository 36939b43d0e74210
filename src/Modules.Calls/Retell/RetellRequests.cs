using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Calls.Retell;

/// <param name="PaginationKey">Where the page begins; null on the first.</param>
public sealed record ListCalls(CallCriteria FilterCriteria, string SortOrder, int Limit, string? PaginationKey) : IRetellRequest;

/// <param name="Agent">Null: of all agents.</param>
public sealed record CallCriteria(IReadOnlyList<AgentCriterion>? Agent, NumberCriterion EndTimestamp)
{
    public static CallCriteria EndedSince(DateTimeOffset then, IEnumerable<string>? agents) =>
        new(agents is null ? null : [.. agents.Select(x => new AgentCriterion(x))], new("number", "ge", then.ToUnixTimeMilliseconds()));
}

public sealed record AgentCriterion(string AgentId);

public sealed record NumberCriterion(string Type, string Op, long Value);

public sealed record CreateWebCall(string AgentId, string AgentVersion, TestCallMetadata Metadata) : IRetellRequest
{
    /// <summary>Of the published version: a web call would else run the draft.</summary>
    public static CreateWebCall To(string agentId) => new(agentId, "latest_published", new(true));
}

public sealed record TestCallMetadata(bool TestCall);
