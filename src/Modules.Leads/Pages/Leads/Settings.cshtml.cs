using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Leads.Pages.Leads;

[Authorize]
public class SettingsModel(IQuerySession leads, IMessageBus bus) : PageModel
{
    [BindProperty] public LeadMail Mail { get; set; }
    [BindProperty] public int Hour { get; set; }
    [BindProperty(SupportsGet = true)] public bool Saved { get; set; }

    public Zone Zone { get; private set; } = Zone.Utc;

    public async Task OnGetAsync(CancellationToken stop)
    {
        var wish = await LeadMailWish.ReadAsync(leads, stop);
        (Mail, Hour, Zone) = (wish.Mail, wish.Hour, wish.Zone());
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return BadRequest();
        await bus.InvokeAsync(new ChooseLeadMail(Mail, Hour), stop);
        return Redirect("/leads/settings?saved=true");
    }
}
