using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Switchhook.Agents.Api;

public static class GetAgents
{
    const int Most = 100;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/agents",
                async (IQuerySession session, CancellationToken stop) =>
                    new AgentsView([
                        .. (await session.Query<AgentDetails>().OrderByDescending(x => x.RequestedAt).Take(Most).ToListAsync(stop)).Select(
                            AgentView.Of
                        ),
                    ])
            )
            .WithName("list_agents")
            .WithSummary("Your agents, the newest first")
            .WithDescription($"One agent lives at a time; attempts that failed and were undone are listed too, up to the last {Most}.")
            .Produces<AgentsView>();
}

public record AgentsView(IReadOnlyList<AgentView> Agents);
