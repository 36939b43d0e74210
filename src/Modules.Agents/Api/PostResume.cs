using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Switchhook.Agents.Pausing;
using Wolverine;

namespace Switchhook.Agents.Api;

public static class PostResume
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/agents/{id:guid}/resume",
                async (Guid id, HttpContext http, IMessageBus bus, IQuerySession session, CancellationToken stop) =>
                {
                    if (await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) is null)
                        return Results.NotFound();
                    JsonBody.None(http);
                    await bus.InvokeAsync(new ResumeAgent(id), stop);
                    return await AgentResponse.ForAsync(id, http, session, stop);
                }
            )
            .WithName("resume_agent")
            .WithSummary("Let your agent answer again")
            .WithDescription("Follow Location until status is live.")
            .Produces<AgentView>(StatusCodes.Status202Accepted)
            .Produces<AgentView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
}
