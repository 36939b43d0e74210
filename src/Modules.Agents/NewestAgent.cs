using Marten;

namespace Switchhook.Agents;

public static class NewestAgent
{
    /// <summary>An attempt that failed and was undone stays in the list; what counts is the last one.</summary>
    public static Task<AgentDetails?> NewestAgentAsync(this IQuerySession session, CancellationToken stop = default) =>
        session.Query<AgentDetails>().OrderByDescending(x => x.RequestedAt).FirstOrDefaultAsync(stop)!;
}
