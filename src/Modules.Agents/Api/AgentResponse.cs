using Marten;
using Microsoft.AspNetCore.Http;

namespace Switchhook.Agents.Api;

/// <summary>The agent as it is after what was asked: 202 and where to follow it while that goes on, 200 once it is done.</summary>
public static class AgentResponse
{
    public static async Task<IResult> ForAsync(Guid id, HttpContext http, IQuerySession session, CancellationToken stop)
    {
        if (await ReadAsync(id, http, session, stop) is not { } agent)
            return Results.NotFound();
        return GoesOn(agent) ? Accepted(id, agent) : Results.Ok(AgentView.Of(agent));
    }

    /// <summary>What was begun by this request is followed at Location, however soon it is done or has failed.</summary>
    public static async Task<IResult> BegunAsync(Guid id, HttpContext http, IQuerySession session, CancellationToken stop) =>
        await ReadAsync(id, http, session, stop) is { } agent ? Accepted(id, agent) : Results.NotFound();

    static async Task<AgentDetails?> ReadAsync(Guid id, HttpContext http, IQuerySession session, CancellationToken stop)
    {
        var agent = await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop);
        if (agent is not null)
            http.Response.Headers.ETag = $"\"{agent.Revision}\"";
        return agent;
    }

    static IResult Accepted(Guid id, AgentDetails agent) => Results.Accepted($"/api/agents/{id:D}", AgentView.Of(agent));

    static bool GoesOn(AgentDetails agent) =>
        agent.IsPublishing
        || agent.IsSettingBackupNumber
        || agent.Status
            is AgentStatus.SettingUp
                or AgentStatus.Pausing
                or AgentStatus.Resuming
                or AgentStatus.Deleting
                or AgentStatus.Disconnecting;
}
