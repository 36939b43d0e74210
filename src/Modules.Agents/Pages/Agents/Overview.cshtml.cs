using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Switchhook.Agents.Pages.Agents;

[Authorize]
public class OverviewModel(IQuerySession session) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Already { get; set; }

    public AgentDetails? Agent { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => Agent = await session.NewestAgentAsync(stop);

    public async Task<IActionResult> OnGetAgentAsync(CancellationToken stop) =>
        await session.NewestAgentAsync(stop) is { } agent ? Partial("_Agent", agent) : NotFound();
}
