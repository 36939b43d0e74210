using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Agents.Versions;

namespace Switchhook.Agents.Pages.Agents;

/// <summary>From a call to the version that answered it: the call's page knows Retell's numbers only.</summary>
[Authorize]
public class AnsweredModel(IQuerySession session) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string retellAgentId, int retellVersion, CancellationToken stop)
    {
        // A deleted agent is no longer held under Retell's id, but its stream tells that it was.
        foreach (var details in await session.Query<AgentDetails>().OrderByDescending(x => x.RequestedAt).ToListAsync(stop))
        {
            var agent = await session.Events.AggregateStreamAsync<Agent>(details.Id, token: stop);
            if (agent?.LastRetellAgentId != retellAgentId)
                continue;
            var revision = agent.Answering(retellVersion);
            return revision is null
                ? RedirectToPage("Versions", new { of = agent.AgentId })
                : RedirectToPage("Version", new { revision.Number, of = agent.AgentId });
        }
        return NotFound();
    }
}
