using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Admin.Mail;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>The mails to whoever is signed in.</summary>
[Authorize]
public class OutboxModel(IQuerySession own, IMessageBus bus) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    public IReadOnlyList<OutboxMail> Mails { get; private set; } = [];
    public string? Wrong { get; private set; }
    public (string Kind, string Text)? Notice => Wrong is { } wrong ? ("bad", wrong) : null;

    public async Task OnGetAsync(CancellationToken stop) => Mails = await OutboxList.ReadAsync(own, stop);

    public async Task<IActionResult> OnPostAsync(string? key, CancellationToken stop)
    {
        if (key is null || await own.LoadAsync<OutboxMail>(key, stop) is null)
            return NotFound();
        try
        {
            await bus.InvokeAsync(new ResendMail(key), stop);
            return Redirect("/account/mails?again=true");
        }
        catch (Refused refused)
        {
            (Wrong, Mails) = (refused.Message, await OutboxList.ReadAsync(own, stop));
            return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }
    }
}
