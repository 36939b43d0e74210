using Marten;
using Microsoft.AspNetCore.Http;

namespace Switchhook.Agents.Api;

/// <summary>The agent as it is after what was asked: 202 and where to follow it while that goes on, 200 once it is done.</summary>
public static class AgentAnswer
{
    public static async Task<IResult> ForAsync(Guid id, HttpContext http, IQuerySession session, CancellationToken stop)
    {
        if (await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) is not { } agent) return Results.NotFound();
        http.Response.Headers.ETag = $"\"{agent.Revision}\"";
        return GoesOn(agent) ? Results.Accepted($"/api/agents/{id:D}", AgentView.Of(agent)) : Results.Ok(AgentView.Of(agent));
    }

    static bool GoesOn(AgentDetails agent) =>
        agent.IsPublishing || agent.IsSettingBackupNumber || agent.Status
            is AgentStatus.SettingUp or AgentStatus.Pausing or AgentStatus.Resuming or AgentStatus.Deleting or AgentStatus.Disconnecting;
}
