using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Switchhook.Contracts;

namespace Switchhook.Admin.Pages.Admin;

[AllowAnonymous, Hashes]
public class SignUpModel(NewAccounts accounts, Zone zone) : AuthPage
{
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var email = EmailAddress.Read(Email);
        if (email is null) ModelState.AddModelError(nameof(Email), EmailAddress.Fault);
        if (Passwords.Fault(Email, Password) is { } fault) ModelState.AddModelError(nameof(Password), fault);
        if (!ModelState.IsValid) return Again();
        await accounts.SignUpAsync(email!, Password!, zone.IsUtc ? null : zone);
        return Redirect("/check-mail");
    }
}
