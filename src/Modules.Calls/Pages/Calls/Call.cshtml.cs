using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Calls.Reading;
using Switchhook.Calls.Searching;

namespace Switchhook.Calls.Pages.Calls;

[Authorize]
public class CallModel(IQuerySession calls) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true)] public double? T { get; set; }

    public CallPage Call { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string callId, CancellationToken stop)
    {
        if (await ReadAsync(callId, stop) is not { } call) return NotFound();
        Call = call;
        return Page();
    }

    public async Task<IActionResult> OnGetCallAsync(string callId, CancellationToken stop) =>
        await ReadAsync(callId, stop) is { } call ? Partial("_Call", call) : NotFound();

    async Task<CallPage?> ReadAsync(string callId, CancellationToken stop) =>
        await CallPage.ReadAsync(calls, callId, Tab, stop) is { } call ? call with { Sought = Sought.Read(Q), At = T is > 0 and < 86_400 ? T : null } : null;
}
