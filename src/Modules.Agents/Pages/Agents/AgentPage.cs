using System.Security.Claims;
using Marten;
using Switchhook.Agents.Versions;

namespace Switchhook.Agents.Pages.Agents;

/// <param name="Me">Who is looking.</param>
public record AgentPage(AgentDetails Agent, IReadOnlyList<Revision> Revisions, string? Me)
{
    public Revision? LiveRevision => Revisions.Live();

    /// <summary>What callers hear, or will hear once it is published.</summary>
    public AgentSettings Settings => LiveRevision?.Settings ?? AgentSettings.Of(Agent);

    public static async Task<AgentPage?> NewestAsync(IQuerySession session, ClaimsPrincipal user, CancellationToken stop) =>
        await session.NewestAgentAsync(stop) is { } agent ? await OfAsync(agent, session, user, stop) : null;

    public static async Task<AgentPage> OfAsync(AgentDetails agent, IQuerySession session, ClaimsPrincipal user, CancellationToken stop) =>
        new(agent, await session.RevisionsAsync(agent.AgentId, stop), user.FindFirstValue(ClaimTypes.NameIdentifier));
}
