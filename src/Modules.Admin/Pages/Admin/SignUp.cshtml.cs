using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Admin.SignUp;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>Asks for the address alone: the password is chosen by whoever reads the mail.</summary>
[AllowAnonymous]
public class SignUpModel(SignUpSettings settings, MailLimit limit, IMessageBus bus, TimeProvider time) : AuthPage
{
    [BindProperty]
    public string? Email { get; set; }

    public SignUpMode Mode => settings.Mode;

    public async Task<IActionResult> OnPostAsync()
    {
        if (Mode is SignUpMode.Invitation)
            return Again();
        if (AccountEmail.Read(Email) is not { } email)
        {
            ModelState.AddModelError(nameof(Email), AccountEmail.InvalidText);
            return Again();
        }
        try
        {
            if (await limit.TryAcquireAsync(email))
                await bus.PublishAsync(new StartSignUp(email));
        }
        catch (RetryLater soon)
        {
            return Later(soon, time);
        }
        return Redirect("/check-mail");
    }
}
