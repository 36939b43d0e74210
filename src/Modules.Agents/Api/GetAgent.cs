using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Switchhook.Agents.Api;

public static class GetAgent
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/agents/{id:guid}",
                async (Guid id, HttpContext http, IQuerySession session, CancellationToken stop) =>
                {
                    if (await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) is not { } agent)
                        return Results.NotFound();
                    http.Response.Headers.ETag = $"\"{agent.Revision}\"";
                    return Results.Ok(AgentView.Of(agent));
                }
            )
            .WithName("get_agent")
            .WithSummary("One agent, with the steps of its set-up")
            .WithDescription("Its ETag is the revision to send as If-Match when you change it.")
            .Produces<AgentView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
}
