using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Calls.Reading;

namespace Switchhook.Calls.Pages.Calls;

[Authorize]
public class CallModel(IQuerySession calls) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }

    public CallPage Call { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string callId, CancellationToken stop)
    {
        if (await CallPage.ReadAsync(calls, callId, Tab, stop) is not { } call) return NotFound();
        Call = call;
        return Page();
    }

    public async Task<IActionResult> OnGetCallAsync(string callId, CancellationToken stop) =>
        await CallPage.ReadAsync(calls, callId, Tab, stop) is { } call ? Partial("_Call", call) : NotFound();
}
