using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Admin.Sessions;
using Switchhook.Admin.SignIn;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

[Authorize]
public class AccountModel(UserManager<Account> accounts, SessionStore sessions, UserTimeZone zone, TimeProvider time) : AuthPage
{
    [BindProperty]
    public string? Old { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty]
    public string? Passkey { get; set; }

    [BindProperty]
    public Guid Session { get; set; }

    [BindProperty]
    public bool KeysToo { get; set; }

    [BindProperty]
    public string? Zone { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public Account Mine { get; private set; } = null!;
    public IReadOnlyList<string> Roles { get; private set; } = [];
    public IReadOnlyList<UserPasskeyInfo> MyPasskeys { get; private set; } = [];
    public IReadOnlyList<Session> SignedIn { get; private set; } = [];

    /// <summary>By region, as a list to choose from.</summary>
    public static ILookup<string, string> Zones { get; } =
        TimeZoneInfo
            .GetSystemTimeZones(skipSorting: true)
            .Select(x => x.Id)
            .Where(x => Switchhook.Contracts.UserTimeZone.Named(x) is not null)
            .Order(StringComparer.Ordinal)
            .ToLookup(x => x.Contains('/', StringComparison.Ordinal) ? x[..x.IndexOf('/', StringComparison.Ordinal)] : "Other");

    /// <summary>Where the browser says it is.</summary>
    public UserTimeZone Browser => zone;

    public Guid Here => User.SessionId();
    public string ThisDevice => DeviceName.Read(Request.Headers.UserAgent);

    public string? Toast =>
        Done switch
        {
            "password" => "Your password is changed, and every other device is signed out.",
            "link" => "We have mailed you the link.",
            "passkey-added" => "The passkey is added.",
            "passkey-renamed" => "The passkey has its new name.",
            "passkey-removed" => "The passkey is removed.",
            "zone" => "Your mails go by that time zone now.",
            "session-ended" => "That device is signed out.",
            _ => null,
        };

    public async Task OnGetAsync() => await ReadAsync();

    public async Task<IActionResult> OnPostPasswordAsync([FromServices] PasswordChange password)
    {
        if (string.IsNullOrEmpty(Old))
            ModelState.AddModelError(nameof(Old), "Enter the password that you have now.");
        if (PasswordRules.ValidationError(User.Identity!.Name, Password) is { } fault)
            ModelState.AddModelError(nameof(Password), fault);
        else if (Password == Old)
            ModelState.AddModelError(nameof(Password), "That is your password already. Choose another.");
        try
        {
            if (ModelState.IsValid && !await password.ChangeAsync(User.Identity!.Name!, Old!, Password!))
                ModelState.AddModelError(nameof(Old), WrongText);
        }
        catch (RetryLater soon)
        {
            ModelState.AddModelError(nameof(Old), soon.Message);
            await ReadAsync();
            return Later(soon, time);
        }
        return ModelState.IsValid ? Redirect("/account?done=password") : await WrongAsync();
    }

    public async Task<IActionResult> OnPostZoneAsync([FromServices] AccountTimeZone timeZone)
    {
        if (Switchhook.Contracts.UserTimeZone.Named(Zone) is { } chosen)
        {
            await timeZone.ChangeAsync(User.AccountId(), chosen);
            return Redirect("/account?done=zone#zone-card");
        }
        ModelState.AddModelError(nameof(Zone), "Choose a time zone from the list.");
        return await WrongAsync();
    }

    /// <summary>For an account without a password: whoever reads its mail may choose one.</summary>
    public async Task<IActionResult> OnPostLinkAsync([FromServices] MailLimit limit, [FromServices] IMessageBus bus)
    {
        if (await limit.TryAcquireAsync(User.Identity!.Name!))
            await bus.PublishAsync(new SendResetLink(User.Identity!.Name!));
        return Redirect("/account?done=link");
    }

    public Task<IActionResult> OnPostAddPasskeyAsync([FromServices] Passkeys passkeys) =>
        WithPasskeysAsync(mine => passkeys.AddAsync(mine, Name, Credential), "passkey-added");

    public Task<IActionResult> OnPostRenamePasskeyAsync([FromServices] Passkeys passkeys) =>
        WithPasskeysAsync(mine => passkeys.RenameAsync(mine, Passkey, Name), "passkey-renamed");

    public Task<IActionResult> OnPostRemovePasskeyAsync([FromServices] Passkeys passkeys) =>
        WithPasskeysAsync(mine => passkeys.RemoveAsync(mine, Passkey), "passkey-removed");

    public async Task<IActionResult> OnPostEndSessionAsync([FromServices] PasswordSignIn passwordSignIn)
    {
        await passwordSignIn.EndSessionAsync(User.AccountId(), Session);
        return Redirect("/account?done=session-ended#devices");
    }

    public async Task<IActionResult> OnPostEverywhereAsync([FromServices] PasswordSignIn passwordSignIn)
    {
        await passwordSignIn.SignOutEverywhereAsync(User, KeysToo);
        return Redirect("/sign-in?done=everywhere");
    }

    async Task<IActionResult> WithPasskeysAsync(Func<Account, Task> change, string done)
    {
        try
        {
            await change((await accounts.GetUserAsync(User))!);
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(nameof(MyPasskeys), refused.Message);
            return await WrongAsync();
        }
        return Redirect($"/account?done={done}#passkeys");
    }

    async Task<IActionResult> WrongAsync()
    {
        await ReadAsync();
        return Again();
    }

    async Task ReadAsync()
    {
        Mine = (await accounts.GetUserAsync(User))!;
        Roles = [.. await accounts.GetRolesAsync(Mine)];
        MyPasskeys = [.. (await accounts.GetPasskeysAsync(Mine)).OrderBy(x => x.CreatedAt)];
        SignedIn = await sessions.OfAsync(Mine.Id);
    }

    const string WrongText = "That is not your password. Each wrong try after the fifth makes you wait longer.";
}
