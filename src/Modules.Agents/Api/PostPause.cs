using System.ComponentModel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Switchhook.Agents.Pausing;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Api;

public static class PostPause
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/agents/{id:guid}/pause",
                async (
                    Guid id,
                    HttpContext http,
                    IMessageBus bus,
                    IQuerySession session,
                    AllowedCountries allowed,
                    CancellationToken stop
                ) =>
                {
                    var asked = await JsonBody.ReadOrNothingAsync<Pause>(http);
                    if (await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) is not { } agent)
                        return Results.NotFound();
                    FieldValidation.Check(
                        (
                            "fallback_number",
                            FieldValidation.Sentence(() => FallbackNumber.Check(asked?.FallbackNumber, agent.Number, allowed))
                        )
                    );
                    await bus.InvokeAsync(new PauseAgent(id, asked?.FallbackNumber), stop);
                    return await AgentResponse.ForAsync(id, http, session, stop);
                }
            )
            .WithName("pause_agent")
            .WithSummary("Let your agent answer no calls for a while")
            .WithDescription("Callers go to the fallback number, or reach nobody. Follow Location until status is paused.")
            .Accepts<Pause>(isOptional: true, "application/json")
            .WithMetadata(new RequestExample(Pause.Sample))
            .Produces<AgentView>(StatusCodes.Status202Accepted)
            .Produces<AgentView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
}

public record Pause([property: Description("Best in E.164; leave it out and callers reach nobody.")] string? FallbackNumber)
{
    public static readonly Pause Sample = new("+14155550132");
}
