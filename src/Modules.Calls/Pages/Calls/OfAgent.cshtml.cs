using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Calls.Deliveries;
using Switchhook.Contracts;

namespace Switchhook.Calls.Pages.Calls;

/// <summary>What the agent's page asks for: how it has lived lately.</summary>
[Authorize]
public class OfAgentModel(IQuerySession session, TimeProvider time, UserTimeZone zone) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop) =>
        Partial("_AgentActivity", await AgentActivity.ReadAsync(session, time.GetUtcNow(), zone, stop));
}
