using Marten;
using Microsoft.AspNetCore.Http;
using Switchhook.Agents.Versions;
using Switchhook.Contracts;

namespace Switchhook.Agents.Api;

/// <summary>Somebody else changed the agent: what, from what, to what. Nothing was overwritten.</summary>
public static class ConcurrentEditProblem
{
    public static async Task<IResult> AnswerAsync(Refused refused, Guid id, int seen, IQuerySession session, CancellationToken stop)
    {
        var agent = (await session.Events.AggregateStreamAsync<Agent>(Agent.StreamOf(id), token: stop))!;
        if (refused is ForeignEditUnresolved && agent.ForeignEdit is { } foreign)
            return Problem(
                StatusCodes.Status409Conflict,
                ProblemTypes.ChangedAtRetell,
                refused,
                agent,
                ("changed_at_retell", foreign.RetellVersion),
                Between(agent.Settings, AgentSettings.Of(foreign))
            );
        var opened = agent.Revisions.FirstOrDefault(x => x.Number == seen)?.Settings;
        return Problem(
            StatusCodes.Status412PreconditionFailed,
            ProblemTypes.Changed,
            refused,
            agent,
            ("seen", seen),
            Between(opened ?? agent.Settings, agent.Settings)
        );
    }

    static IResult Problem(
        int status,
        string type,
        Refused refused,
        Agent agent,
        (string Name, int Value) about,
        IReadOnlyDictionary<string, FieldChange> changed
    ) =>
        Results.Problem(
            refused.Message,
            statusCode: status,
            type: type,
            extensions: new Dictionary<string, object?>
            {
                ["revision"] = agent.Newest.Number,
                [about.Name] = about.Value,
                ["changed"] = changed,
            }
        );

    public static IReadOnlyDictionary<string, FieldChange> Between(AgentSettings before, AgentSettings after) =>
        new (string Name, object Was, object Is)[]
        {
            ("name", before.Name, after.Name),
            ("description", before.Brief, after.Brief),
            ("greeting", before.Greeting, after.Greeting),
            ("voice_id", before.VoiceId, after.VoiceId),
            ("max_call_minutes", before.MaxCallMinutes, after.MaxCallMinutes),
        }
            .Where(x => !x.Was.Equals(x.Is))
            .ToDictionary(x => x.Name, x => new FieldChange(x.Was, x.Is));

    /// <summary>A value before and after.</summary>
    public record FieldChange(object Before, object After);
}
