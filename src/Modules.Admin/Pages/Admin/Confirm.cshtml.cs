using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.SignIn;
using Switchhook.Admin.SignUp;
using Switchhook.Contracts;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>Looking at the link changes nothing, since mail scanners look too: choosing a password does.</summary>
[AllowAnonymous]
public class ConfirmModel(SignUpLinks signUps, SignInLimits limits, UserTimeZone zone, TimeProvider time) : AuthPage
{
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whose account it will be; null where the link is not valid.</summary>
    public string? Email { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await signUps.FindAsync(Code) is { UsedAt: null } link)
            Email = link.Email;
        else
            return Invalid();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            await limits.BeginAsync(SignInLimits.OfCodes);
            if (await signUps.FindAsync(Code) is not { } link)
                return Invalid();
            await limits.SucceededAsync(SignInLimits.OfCodes);
            Email = link.Email;
            if (link.UsedAt is null && PasswordRules.ValidationError(link.Email, Password) is { } fault)
            {
                ModelState.AddModelError(nameof(Password), fault);
                return Again();
            }
            return Redirect(
                await signUps.ConfirmAsync(link, Password ?? "", zone.IsUtc ? null : zone) switch
                {
                    ConfirmationOutcome.AwaitsApproval => "/sign-in?done=waiting",
                    _ => "/sign-in?done=confirmed",
                }
            );
        }
        catch (RetryLater soon)
        {
            return Later(soon, time);
        }
    }

    PageResult Invalid() => Again("This link is no longer valid. Sign up again, and we send you a new one.");
}
