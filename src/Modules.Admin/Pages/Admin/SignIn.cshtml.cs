using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Switchhook.Admin.Pages.Admin;

[AllowAnonymous, Hashes]
public class SignInModel(FrontDoor door, PasskeyDoor passkeys) : AuthPage
{
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Password { get; set; }
    [BindProperty] public bool Remember { get; set; }
    [BindProperty] public string? Credential { get; set; }
    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";

    /// <summary>This page, with where to go afterwards.</summary>
    public string Here(string? handler = null) => Url.Page("/Admin/SignIn", handler, Target == "/" ? null : new { returnUrl = Target })!;

    public IActionResult OnGet(string? done, string? why)
    {
        if (User.Identity?.IsAuthenticated == true) return Redirect(Target);
        Notice = (done, why) switch
        {
            ("confirmed", _) => ("good", "Your address is confirmed. Sign in to begin."),
            ("reset", _) => ("good", "Your password is changed, and every device was signed out. Sign in with the new one."),
            ("everywhere", _) => ("good", "You are signed out on every device."),
            (_, StampCheck.Suspended) => ("bad", SuspendedText),
            (_, StampCheck.Ended) => ("info", "Your sign-in has ended: you signed out, or your password or rights were changed. Sign in again."),
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var email = EmailAddress.Read(Email);
        if (email is null) ModelState.AddModelError(nameof(Email), EmailAddress.Fault);
        if (string.IsNullOrEmpty(Password)) ModelState.AddModelError(nameof(Password), "Enter your password.");
        if (!ModelState.IsValid) return Again();
        return Answer(await door.WithPasswordAsync(email!, Password!, Remember), WrongText);
    }

    public async Task<IActionResult> OnPostPasskeyAsync() =>
        Answer(await passkeys.EnterAsync(Credential), "That passkey does not open an account here. Sign in with your password.");

    IActionResult Answer(Entry entry, string wrong) => entry switch
    {
        Entry.Welcome => Redirect(Target),
        Entry.Suspended => Again(SuspendedText),
        Entry.Unconfirmed => Again("Confirm your address first: we have just sent you the mail again."),
        _ => Again(wrong),
    };

    const string SuspendedText = "This account is suspended. Your data is kept; ask the administrator of this site what to do.";
    static readonly string WrongText =
        $"The e-mail address or the password is wrong. After {FrontDoor.Tries} wrong passwords in a row, sign-in rests for {FrontDoor.Lockout.TotalMinutes:0} minutes.";
}
