using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Admin.SignIn;

namespace Switchhook.Admin.Pages.Admin;

[Authorize]
public class SignOutModel(PasswordSignIn passwordSignIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await passwordSignIn.SignOutAsync(User);
        return Redirect("/");
    }
}
