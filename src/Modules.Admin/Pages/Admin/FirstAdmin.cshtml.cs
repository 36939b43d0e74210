using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.SignIn;
using Switchhook.Admin.SignUp;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>A new account, or the one that is signed in, becomes the first admin.</summary>
[AllowAnonymous]
public class FirstAdminModel(FirstAdmin firstAdmin, PasswordSignIn passwordSignIn, UserManager<Account> accounts, SignInLimits limits)
    : AuthPage
{
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }
    public bool Open { get; private set; }

    public async Task OnGetAsync() =>
        Response.StatusCode = (Open = await firstAdmin.IsGoodAsync(Code)) ? StatusCodes.Status200OK : StatusCodes.Status410Gone;

    public async Task<IActionResult> OnPostAsync()
    {
        await limits.BeginAsync(SignInLimits.OfCodes);
        if (Open = await firstAdmin.IsGoodAsync(Code))
            await limits.SucceededAsync(SignInLimits.OfCodes);
        var email = AccountEmail.Read(Email);
        if (email is null)
            ModelState.AddModelError(nameof(Email), AccountEmail.InvalidText);
        else if (await accounts.FindByEmailAsync(email) is not null)
            ModelState.AddModelError(nameof(Email), "This address already has an account: sign in with it and open this link again.");
        if (PasswordRules.ValidationError(Email, Password) is { } fault)
            ModelState.AddModelError(nameof(Password), fault);
        if (!Open || !ModelState.IsValid)
            return Again();
        if (!await firstAdmin.UseAsync(Code))
            return Late();
        await firstAdmin.CreateAsync(email!, Password!, "first-admin");
        return await SignInAsync((await accounts.FindByEmailAsync(email!))!);
    }

    public async Task<IActionResult> OnPostMineAsync()
    {
        if (await accounts.GetUserAsync(User) is not { } mine)
            return Redirect("/sign-in");
        if (!await firstAdmin.IsGoodAsync(Code) || !await firstAdmin.UseAsync(Code))
            return Late();
        await firstAdmin.PromoteAsync(mine);
        return await SignInAsync(mine);
    }

    /// <summary>A new role ends every sign-in that was before it.</summary>
    async Task<IActionResult> SignInAsync(Account admin)
    {
        await passwordSignIn.SignInAsync(admin, "first-admin", remember: false);
        return Redirect("/");
    }

    PageResult Late()
    {
        Open = false;
        return Again();
    }
}
