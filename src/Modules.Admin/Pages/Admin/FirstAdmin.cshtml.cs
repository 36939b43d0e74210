using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Switchhook.Admin.Pages.Admin;

[AllowAnonymous, Hashes]
public class FirstAdminModel(FirstAdmin firstAdmin, FrontDoor door, UserManager<Account> accounts) : AuthPage
{
    [BindProperty(SupportsGet = true)] public string? Code { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Password { get; set; }
    public bool Open { get; private set; }

    public async Task OnGetAsync() => Response.StatusCode = (Open = await firstAdmin.IsGoodAsync(Code)) ? StatusCodes.Status200OK : StatusCodes.Status410Gone;

    public async Task<IActionResult> OnPostAsync()
    {
        Open = await firstAdmin.IsGoodAsync(Code);
        var email = EmailAddress.Read(Email);
        if (email is null) ModelState.AddModelError(nameof(Email), EmailAddress.Fault);
        else if (await accounts.FindByEmailAsync(email) is not null) ModelState.AddModelError(nameof(Email), "This address already has an account. Give another for the admin.");
        if (Passwords.Fault(Email, Password) is { } fault) ModelState.AddModelError(nameof(Password), fault);
        if (!Open || !ModelState.IsValid) return Again();
        if (!await firstAdmin.UseAsync(Code))
        {
            Open = false;
            return Again();
        }
        await firstAdmin.CreateAsync(email!, Password!, "first-admin");
        await door.EnterAsync((await accounts.FindByEmailAsync(email!))!, "first-admin", remember: false);
        return Redirect("/");
    }
}
