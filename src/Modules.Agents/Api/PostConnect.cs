using System.ComponentModel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Provisioning;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Api;

public static class PostConnect
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/agents/connect",
                async (HttpContext http, IMessageBus bus, IQuerySession session, RetellKeyProtector protector, CancellationToken stop) =>
                {
                    var asked = await JsonBody.ReadAsync<AgentAtRetell>(http);
                    Check(asked);
                    var id = DeterministicId.Of("agent", session.TenantId, http.Features.GetRequiredFeature<NewResourceId>().Id);
                    await bus.InvokeAsync(
                        new ConnectAgent(
                            id,
                            asked.Name!,
                            asked.SystemPrompt,
                            asked.RetellAgentId!,
                            asked.RetellPhoneNumberId!,
                            protector.Protect(session.TenantId, asked.RetellApiKey)
                        ),
                        stop
                    );
                    return await AgentResponse.BegunAsync(id, http, session, stop);
                }
            )
            .WithName("connect_agent")
            .WithSummary("Connect an agent that you made in Retell's dashboard")
            .WithDescription(
                "Answers at once; follow Location until status is live, or failed: then nothing was changed at Retell. The key is "
                    + "kept sealed, used for this agent only and never shown again; DELETE disconnects the agent, which stays at "
                    + "Retell."
            )
            .Accepts<AgentAtRetell>("application/json")
            .WithMetadata(new RequestExample(AgentAtRetell.Sample))
            .Produces<AgentView>(StatusCodes.Status202Accepted);

    static void Check(AgentAtRetell asked) =>
        FieldValidation.Check(
            ("name", AgentInputRules.Name(asked.Name)),
            ("retell_agent_id", ConnectionInputRules.RetellAgentId(asked.RetellAgentId)),
            ("retell_phone_number_id", ConnectionInputRules.Number(asked.RetellPhoneNumberId)),
            ("system_prompt", ConnectionInputRules.SystemPrompt(asked.SystemPrompt)),
            ("retell_api_key", ConnectionInputRules.Key(asked.RetellApiKey))
        );
}

public record AgentAtRetell(
    [property: Description("2 to 60 characters, for yourself.")] string? Name,
    [property: Description("Of an agent in Retell's dashboard.")] string? RetellAgentId,
    [property: Description("The number that it answers, in E.164: Retell's id of a number.")] string? RetellPhoneNumberId,
    [property: Description("Replaces the agent's prompt; leave it out and the agent keeps the one it has.")] string? SystemPrompt,
    [property: Description(
        "Of the Retell account that has the agent, the key with the webhook badge. Without it, the agent is looked for in this "
            + "platform's own account, and an administrator has to agree."
    )]
        string? RetellApiKey
)
{
    public static readonly AgentAtRetell Sample = new(
        "Reyes Dental front desk",
        "agent_1ffdb9717585f0e77d846838ba",
        "+14155550132",
        null,
        "key_0f3c5a7e9b1d2468ace013579bdf"
    );

    /// <summary>It holds a key.</summary>
    public override string ToString() => nameof(AgentAtRetell);
}
