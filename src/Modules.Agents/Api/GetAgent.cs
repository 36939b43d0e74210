using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Switchhook.Agents.Api;

public static class GetAgent
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/agents/{id:guid}", async (Guid id, IQuerySession session, CancellationToken stop) =>
            await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) is { } agent ? Results.Ok(AgentView.Of(agent)) : Results.NotFound())
        .WithName("get_agent").WithSummary("One agent, with the steps of its set-up")
        .Produces<AgentView>().ProducesProblem(StatusCodes.Status404NotFound);

    public static string Path(Guid id) => $"/api/agents/{id:D}";
}
