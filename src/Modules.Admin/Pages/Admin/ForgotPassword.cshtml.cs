using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

[AllowAnonymous]
public class ForgotPasswordModel(IMessageBus bus) : AuthPage
{
    [BindProperty] public string? Email { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (EmailAddress.Read(Email) is not { } email)
        {
            ModelState.AddModelError(nameof(Email), EmailAddress.Fault);
            return Again();
        }
        await bus.PublishAsync(new SendResetLink(email));
        return Redirect("/check-mail");
    }
}
