using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Sessions;
using Switchhook.Admin.SignIn;
using Switchhook.Contracts;

namespace Switchhook.Admin.Pages.Admin;

[AllowAnonymous]
public class SignInModel(PasswordSignIn passwordSignIn, PasskeySignIn passkeys, TimeProvider time) : AuthPage
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public bool Remember { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";

    /// <summary>This page, with where to go afterwards.</summary>
    public string Here(string? handler = null) => Url.Page("/Admin/SignIn", handler, Target == "/" ? null : new { returnUrl = Target })!;

    public IActionResult OnGet(string? done, string? why)
    {
        if (User.Identity?.IsAuthenticated == true)
            return Redirect(Target);
        Notice = (done, why) switch
        {
            ("confirmed", _) => ("good", "Your address is confirmed. Sign in to begin."),
            ("waiting", _) => ("info", "Your address is confirmed. " + AwaitsText),
            ("reset", _) => (
                "good",
                "Your password is changed, and every device was signed out. API keys, passkeys and linked applications were "
                    + "removed. Sign in with the new password."
            ),
            ("everywhere", _) => ("good", "You are signed out on every device."),
            (_, SessionValidation.Suspended) => ("bad", SuspendedText),
            (_, SessionValidation.Ended) => (
                "info",
                "Your sign-in has ended: you signed out, or your password or rights were changed. Sign in again."
            ),
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var email = AccountEmail.Read(Email);
        if (email is null)
            ModelState.AddModelError(nameof(Email), AccountEmail.InvalidText);
        if (string.IsNullOrEmpty(Password))
            ModelState.AddModelError(nameof(Password), "Enter your password.");
        if (!ModelState.IsValid)
            return Again();
        return await AnswerAsync(() => passwordSignIn.WithPasswordAsync(email!, Password!, Remember), WrongText);
    }

    public Task<IActionResult> OnPostPasskeyAsync() =>
        AnswerAsync(() => passkeys.SignInAsync(Credential), "That passkey does not open an account here. Sign in with your password.");

    async Task<IActionResult> AnswerAsync(Func<Task<SignInOutcome>> enter, string wrong)
    {
        try
        {
            return Answer(await enter(), wrong);
        }
        catch (RetryLater soon)
        {
            return Later(soon, time);
        }
    }

    IActionResult Answer(SignInOutcome entry, string wrong) =>
        entry switch
        {
            SignInOutcome.Welcome => Redirect(Target),
            SignInOutcome.Suspended => Again(SuspendedText),
            SignInOutcome.AwaitsApproval => Again(AwaitsText),
            SignInOutcome.Unconfirmed => Again("Confirm your address first: we have just sent you the mail again."),
            _ => Again(wrong),
        };

    const string SuspendedText = "This account is suspended. Your data is kept; ask the administrator of this site what to do.";
    const string AwaitsText = "Your account is waiting for approval. We'll mail you when it's ready.";
    const string WrongText = "The e-mail address or the password is wrong. Each wrong try after the fifth makes you wait longer.";
}
