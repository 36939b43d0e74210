using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Deletion;
using Wolverine;

namespace Switchhook.Agents.Api;

public static class DeleteAgentEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "/agents/{id:guid}",
                async (Guid id, HttpContext http, IMessageBus bus, IQuerySession session, CancellationToken stop) =>
                {
                    if (await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) is not { } agent)
                        return Results.NotFound();
                    JsonBody.None(http);
                    // What a person confirms by typing the name, a program confirms by the id.
                    await bus.InvokeAsync(agent.Connection is null ? new DeleteAgent(id, agent.Name) : new DisconnectAgent(id), stop);
                    return await AgentResponse.ForAsync(id, http, session, stop);
                }
            )
            .WithName("delete_agent")
            .WithSummary("Delete your agent and give its number back, or disconnect it")
            .WithDescription(
                "The number is gone for good; calls, leads and history stay. An agent that was connected is only disconnected: at "
                    + "Retell it stays, with its number. Follow Location until status is deleted or disconnected: then a new agent can "
                    + "be created."
            )
            .Produces<AgentView>(StatusCodes.Status202Accepted)
            .Produces<AgentView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
}
