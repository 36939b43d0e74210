using System.ComponentModel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Purchases;
using Switchhook.Agents.Voices;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Api;

public static class PostAgent
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/agents",
                async (HttpContext http, IMessageBus bus, IQuerySession session, VoiceCatalog voices, CancellationToken stop) =>
                {
                    var asked = await JsonBody.ReadAsync<NewAgent>(http);
                    Check(asked, await voices.All(stop));
                    var id = DeterministicId.Of("agent", session.TenantId, http.Features.GetRequiredFeature<NewResourceId>().Id);
                    var network = PurchaseNetwork.Of(http.Connection.RemoteIpAddress);
                    await bus.InvokeAsync(
                        new CreateAgent(id, asked.Name!, asked.Description!, asked.VoiceId!, asked.AreaCode, network),
                        stop
                    );
                    return await AgentResponse.BegunAsync(id, http, session, stop);
                }
            )
            .WithName("create_agent")
            .WithSummary("Create your agent and buy its number")
            .WithDescription(
                "Answers at once; follow Location until status is live (with the number), or failed. Each account has one agent, "
                    + "and a few creations an hour."
            )
            .Accepts<NewAgent>("application/json")
            .WithMetadata(new RequestExample(NewAgent.Sample))
            .Produces<AgentView>(StatusCodes.Status202Accepted);

    static void Check(NewAgent asked, IReadOnlyList<Voice> voices) =>
        FieldValidation.Check(
            ("name", AgentInputRules.Name(asked.Name)),
            ("description", AgentInputRules.Brief(asked.Description)),
            ("provider_type", asked.ProviderType is null or "retell" ? null : "The only provider is retell."),
            ("area_code", AgentInputRules.AreaCode(asked.AreaCode)),
            ("voice_id", AgentInputRules.VoiceOf(asked.VoiceId, voices))
        );
}

public record NewAgent(
    [property: Description("2 to 60 characters, for yourself.")] string? Name,
    [property: Description("What it should do, in 20 to 8,000 characters.")] string? Description,
    [property: Description("retell; may be left out.")] string? ProviderType,
    [property: Description("Three digits, United States; leave it out for any number.")] string? AreaCode,
    [property: Description("One of GET /api/voices.")] string? VoiceId
)
{
    public static readonly NewAgent Sample = new(
        "Reyes Dental front desk",
        "Answer calls for Reyes Dental, take messages and ask when an appointment would suit.",
        "retell",
        "415",
        "11labs-Adrian"
    );
}
