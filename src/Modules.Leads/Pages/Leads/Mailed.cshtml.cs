using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Contracts;
using Switchhook.Leads.Notifications;
using Wolverine;

namespace Switchhook.Leads.Pages.Leads;

/// <summary>Where the buttons of a mail lead. Looking changes nothing, since mail scanners look too: the button here does.</summary>
[AllowAnonymous]
public class MailedModel(LeadEmailLinks links, IMailedLinks mailed, IMessageBus bus, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "t")]
    public string? Token { get; set; }

    [BindProperty]
    public LeadOutcome Outcome { get; set; } = LeadOutcome.CalledBack;

    public MailedLink? Link { get; private set; }
    public MailedLinkPreview? Preview { get; private set; }
    public string? Wrong { get; private set; }
    public bool Done { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken stop) => ShowAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var looked = await ShowAsync(stop);
        if (Wrong is not null)
            return looked;
        try
        {
            if (bus is IMessageContext context)
                context.UserName = Link!.Tenant;
            await bus.InvokeForTenantAsync(Link!.Tenant, new UseMailedLink(Link.LeadId, Link.Action, Outcome, Link.Id), stop);
            Done = true;
            return Page();
        }
        catch (Refused refused)
        {
            return Message(refused.Message, StatusCodes.Status410Gone);
        }
    }

    async Task<IActionResult> ShowAsync(CancellationToken stop)
    {
        if ((Link = links.Read(Token)) is null)
            return Message("This link is not one of ours, or was changed on the way.", StatusCodes.Status404NotFound);
        if (Link.Ends < time.GetUtcNow())
            return Message("This link has expired. It worked for seven days.", StatusCodes.Status410Gone);
        if (!await mailed.AreValidAsync(Link.Tenant, Link.Ends - MailedLink.Lifetime, stop))
            return Message("This link no longer works. Sign in to open the lead.", StatusCodes.Status410Gone);
        Preview = await bus.InvokeForTenantAsync<MailedLinkPreview>(Link.Tenant, new PreviewMailedLink(Link.LeadId, Link.Id), stop);
        if (Preview.IsUsed)
            return Message("This link has been used. It works once.", StatusCodes.Status410Gone);
        return Preview.Who is null ? Message("This lead is no longer there.", StatusCodes.Status410Gone) : Page();
    }

    PageResult Message(string sentence, int status)
    {
        Wrong = sentence;
        return new PageResult { StatusCode = status };
    }
}
