using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Switchhook.Agents.Pages.Agents;

[Authorize]
public class VersionsModel(IQuerySession session) : PageModel
{
    /// <summary>An earlier agent; without it, the newest one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Of { get; set; }

    public AgentPage View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) =>
        await FoundAsync(stop) ? Page()
        : Of is null ? RedirectToPage("Overview")
        : NotFound();

    public async Task<IActionResult> OnGetListAsync(CancellationToken stop) =>
        await FoundAsync(stop) ? Partial("_Versions", this) : NotFound();

    async Task<bool> FoundAsync(CancellationToken stop)
    {
        var agent = Of is { } id ? await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) : await session.NewestAgentAsync(stop);
        if (agent is null)
            return false;
        View = await AgentPage.OfAsync(agent, session, User, stop);
        return true;
    }
}
