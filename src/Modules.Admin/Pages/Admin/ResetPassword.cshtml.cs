using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.SignIn;
using Switchhook.Contracts;

namespace Switchhook.Admin.Pages.Admin;

[AllowAnonymous]
public class ResetPasswordModel(
    UserManager<Account> accounts,
    PasswordChange password,
    KnownNetworks networks,
    SignInLimits limits,
    TimeProvider time
) : AuthPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Account { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await limits.BeginAsync(SignInLimits.OfCodes);
            var account = await accounts.FindByIdAsync(Account.ToString());
            if (PasswordRules.ValidationError(account?.Email, Password) is { } fault)
            {
                ModelState.AddModelError(nameof(Password), fault);
                return Again();
            }
            if (account is null || !await password.ResetAsync(account, MailedCode.Read(Code), Password!))
                return Again("This link is no longer valid. Ask for a new one on the sign-in page.");
            await limits.SucceededAsync(SignInLimits.OfCodes);
            // Whoever reads the mail is the owner: from here they get in, whatever strangers try elsewhere.
            await networks.AddAsync(account.Id, HttpContext);
            return Redirect("/sign-in?done=reset");
        }
        catch (RetryLater soon)
        {
            return Later(soon, time);
        }
    }
}
