using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Calls.Watching;
using Switchhook.Contracts;

namespace Switchhook.Calls.Pages.Calls;

/// <summary>What the agent's page asks for: how it has lived lately.</summary>
[Authorize]
public class OfAgentModel(IQuerySession session, TimeProvider time, Zone zone) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => Partial("_Pulse", await Pulse.ReadAsync(session, time.GetUtcNow(), zone, stop));
}
