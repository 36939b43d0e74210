using Marten;

namespace Switchhook.Agents.Versions;

/// <summary>Every version of an agent, read from its stream.</summary>
public static class AgentVersions
{
    public static async Task<IReadOnlyList<Revision>> RevisionsAsync(
        this IQuerySession session,
        Guid agentId,
        CancellationToken stop = default
    ) => (await session.Events.AggregateStreamAsync<Agent>(Agent.StreamOf(agentId), token: stop))?.Revisions ?? [];

    /// <summary>Which of our versions answered, by Retell's number; null when it was one made in Retell's dashboard.</summary>
    public static Revision? Answering(this Agent agent, int retellVersion)
    {
        var ours = agent.Revisions.Where(x => x.RetellVersion <= retellVersion).MaxBy(x => x.RetellVersion);
        return agent.ForeignVersions.Any(x => x <= retellVersion && x > ours?.RetellVersion) ? null : ours;
    }
}
