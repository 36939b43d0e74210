using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Switchhook.Leads.Pages.Leads;

/// <summary>The card that the call's page asks for: the lead that this call made or joined, or nothing.</summary>
[Authorize]
public class OfCallModel(IQuerySession leads) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string callId, CancellationToken stop)
    {
        var made = await leads.LoadAsync<LeadOfCall>(callId, stop);
        var lead = made is null ? null : await leads.LoadAsync<LeadList>(made.Lead, stop);
        return lead is null ? Content("", "text/html") : Partial("_LeadCard", lead);
    }
}
