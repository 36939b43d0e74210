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
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/agents/{id:guid}/pause", async (
            Guid id, HttpContext http, IMessageBus bus, IQuerySession session, AllowedCountries allowed, CancellationToken stop) =>
        {
            var asked = await Body.ReadOrNothingAsync<Pause>(http);
            if (await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) is not { } agent) return Results.NotFound();
            Fields.Check(("fallback_number", Fields.Sentence(() => FallbackNumber.Check(asked?.FallbackNumber, agent.Number, allowed))));
            await bus.InvokeAsync(new PauseAgent(id, asked?.FallbackNumber), stop);
            return await AgentAnswer.ForAsync(id, http, session, stop);
        })
        .WithName("pause_agent").WithSummary("Let your agent answer no calls for a while")
        .WithDescription("Callers go to the fallback number, or reach nobody. Follow Location until status is paused.")
        .Accepts<Pause>(isOptional: true, "application/json")
        .WithMetadata(new Example(Pause.Sample))
        .Produces<AgentView>(StatusCodes.Status202Accepted).Produces<AgentView>().ProducesProblem(StatusCodes.Status404NotFound);
}

public record Pause([property: Description("Best in E.164; leave it out and callers reach nobody.")] string? FallbackNumber)
{
    public static readonly Pause Sample = new("+14155550132");
}
