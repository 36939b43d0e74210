using System.ComponentModel;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Versions;
using Switchhook.Agents.Voices;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Api;

public static class PatchAgent
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch(
                "/agents/{id:guid}",
                async (
                    Guid id,
                    HttpContext http,
                    IMessageBus bus,
                    IQuerySession session,
                    VoiceCatalog voices,
                    CallLimits limits,
                    CancellationToken stop
                ) =>
                {
                    var asked = await JsonBody.ReadAsync<AgentChange>(http);
                    if (await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) is not { } agent)
                        return Results.NotFound();
                    if (IfMatch.Read(http, agent.Revision) is not { } revision)
                        return IfMatch.Missing();

                    Check(asked, agent, await voices.All(stop), limits);
                    try
                    {
                        await bus.InvokeAsync(
                            new EditAgent(
                                id,
                                asked.Name ?? agent.Name,
                                asked.Description ?? agent.Brief,
                                asked.Greeting ?? agent.Greeting,
                                asked.VoiceId ?? agent.VoiceId,
                                asked.MaxCallMinutes ?? agent.MaxCallMinutes,
                                asked.Note,
                                revision,
                                asked.ReplacesRetellVersion
                            ),
                            stop
                        );
                    }
                    catch (Refused refused) when (refused is EditConflict or ForeignEditUnresolved)
                    {
                        return await ConcurrentEditProblem.AnswerAsync(refused, id, revision, session, stop);
                    }
                    return await AgentResponse.ForAsync(id, http, session, stop);
                }
            )
            .WithName("change_agent")
            .WithSummary("Change what your agent says and how")
            .WithDescription(
                "Send only what changes, and the ETag that you read as If-Match: when somebody saved another version meanwhile, "
                    + "nothing is overwritten and the answer (412) says what changed. Callers hear the new version once `publishing` is "
                    + "false."
            )
            .Accepts<AgentChange>("application/json")
            .WithMetadata(new RequestExample(AgentChange.Sample))
            .Produces<AgentView>()
            .Produces<AgentView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status428PreconditionRequired);

    static void Check(AgentChange asked, AgentDetails agent, IReadOnlyList<Voice> voices, CallLimits limits) =>
        FieldValidation.Check(
            ("name", asked.Name is null ? null : AgentInputRules.Name(asked.Name)),
            ("description", asked.Description is null ? null : AgentInputRules.Brief(asked.Description, agent.IsWholePrompt)),
            ("greeting", AgentInputRules.Greeting(asked.Greeting)),
            ("voice_id", asked.VoiceId is null || asked.VoiceId == agent.VoiceId ? null : AgentInputRules.VoiceOf(asked.VoiceId, voices)),
            (
                "max_call_minutes",
                asked.MaxCallMinutes is not { } minutes || minutes == agent.MaxCallMinutes
                    ? null
                    : AgentInputRules.CallMinutes(minutes, limits)
            ),
            ("note", AgentInputRules.Note(asked.Note))
        );
}

/// <summary>Null, and what is left out, stays as it is.</summary>
public record AgentChange(
    string? Name,
    string? Description,
    [property: Description("Empty: the agent waits for the caller to speak, or goes on opening in its own words where it did before.")]
        string? Greeting,
    [property: Description("One of GET /api/voices.")] string? VoiceId,
    int? MaxCallMinutes,
    [property: Description("Why, in up to 300 characters: shown beside the version.")] string? Note,
    [property: Description("The changed_at_retell that this change may be put over.")] int? ReplacesRetellVersion
)
{
    public static readonly AgentChange Sample = new(
        null,
        null,
        "Reyes Dental, this is Ana. How can I help?",
        "11labs-Myra",
        null,
        "A friendlier greeting",
        null
    );
}
