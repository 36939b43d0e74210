using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Admin.SignIn;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

[AllowAnonymous]
public class ForgotPasswordModel(MailLimit limit, IMessageBus bus, TimeProvider time) : AuthPage
{
    [BindProperty]
    public string? Email { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (AccountEmail.Read(Email) is not { } email)
        {
            ModelState.AddModelError(nameof(Email), AccountEmail.InvalidText);
            return Again();
        }
        try
        {
            if (await limit.TryAcquireAsync(email))
                await bus.PublishAsync(new SendResetLink(email));
        }
        catch (RetryLater soon)
        {
            return Later(soon, time);
        }
        return Redirect("/check-mail");
    }
}
