using System.ComponentModel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Switchhook.Agents.Provisioning;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Api;

public static class PostAreaCode
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/agents/{id:guid}/area-code",
                async (Guid id, HttpContext http, IMessageBus bus, IQuerySession session, CancellationToken stop) =>
                {
                    var asked = await JsonBody.ReadOrNothingAsync<OtherAreaCode>(http);
                    if (await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) is null)
                        return Results.NotFound();
                    FieldValidation.Check(("area_code", AgentInputRules.AreaCode(asked?.AreaCode)));
                    await bus.InvokeAsync(new TryAreaCode(id, asked?.AreaCode), stop);
                    return await AgentResponse.ForAsync(id, http, session, stop);
                }
            )
            .WithName("try_area_code")
            .WithSummary("Go on with another area code")
            .WithDescription(
                "For an agent whose status is needs_attention because no number was to be had in the area code. Follow Location "
                    + "until status is live."
            )
            .Accepts<OtherAreaCode>(isOptional: true, "application/json")
            .WithMetadata(new RequestExample(OtherAreaCode.Sample))
            .Produces<AgentView>(StatusCodes.Status202Accepted)
            .Produces<AgentView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
}

public record OtherAreaCode([property: Description("Three digits, United States; leave it out for any number.")] string? AreaCode)
{
    public static readonly OtherAreaCode Sample = new("212");
}
