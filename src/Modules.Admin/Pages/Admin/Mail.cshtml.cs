using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Admin.SignIn;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>The outbox of the whole platform, and whether its mail server takes mail.</summary>
[Authorize(Roles = AccountRoles.Admin)]
public class MailModel([FromKeyedServices(DatabaseRole.Audit)] IDocumentStore audit, MailSettings settings, IMessageBus bus) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public OutboxState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    public IReadOnlyList<OutboxMail> Mails { get; private set; } = [];
    public SmtpConversation? Conversation { get; private set; }
    public string? Wrong { get; private set; }
    public (string Kind, string Text)? Notice => Wrong is { } wrong ? ("bad", wrong) : null;
    public SmtpSettings? Server => settings.Smtp;

    public Task OnGetAsync(CancellationToken stop) => ReadAsync(stop);

    public async Task OnPostTestAsync(CancellationToken stop)
    {
        Conversation = await bus.InvokeAsync<SmtpConversation>(new SendTestMail(User.Identity!.Name!), stop, TimeSpan.FromSeconds(60));
        await ReadAsync(stop);
    }

    public async Task<IActionResult> OnPostResendAsync(Guid owner, string? key, CancellationToken stop)
    {
        try
        {
            if (owner != Guid.Empty)
                await bus.InvokeAsAsync(owner, new ResendMail(key ?? ""), by: User.AccountId());
            else
                await bus.InvokeForTenantAsync(OutboxMail.ToAddress, new ResendMail(key ?? ""), stop);
            return Redirect("/admin/mail?again=true");
        }
        catch (Refused refused)
        {
            Wrong = refused.Message;
            await ReadAsync(stop);
            return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }
    }

    async Task ReadAsync(CancellationToken stop) => Mails = await OutboxList.ReadAllAsync(audit, User.AccountId(), State, stop);
}
