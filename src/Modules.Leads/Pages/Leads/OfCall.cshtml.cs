using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Leads.Capture;
using Switchhook.Leads.Inbox;
using Wolverine;

namespace Switchhook.Leads.Pages.Leads;

/// <summary>The card that the call's page asks for: the lead that this call made or joined, or nothing.</summary>
[Authorize]
public class OfCallModel(IQuerySession leads, IMessageBus bus) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string callId, CancellationToken stop)
    {
        var made = await leads.LoadAsync<LeadOfCall>(callId, stop);
        var lead = made is null ? null : await leads.LoadAsync<LeadList>(made.Lead, stop);
        return lead is null ? Content("", "text/html") : Partial("_LeadCard", lead);
    }

    public async Task<IActionResult> OnPostAsync(string callId, CancellationToken stop)
    {
        if (await leads.LoadAsync<LeadOfCall>(callId, stop) is null && await leads.LoadAsync<UnqualifiedCall>(callId, stop) is null)
            return NotFound();
        await bus.InvokeAsync(new CreateLeadFromCall(callId), stop);
        return Redirect($"/leads/{Lead.IdOf((await leads.LoadAsync<LeadOfCall>(callId, stop))!.Lead)}");
    }
}
