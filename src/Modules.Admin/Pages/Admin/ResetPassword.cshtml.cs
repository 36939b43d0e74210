using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

[AllowAnonymous, Hashes]
public class ResetPasswordModel(UserManager<Account> accounts, Devices devices, MailSettings mail, IMessageBus bus) : AuthPage
{
    [BindProperty(SupportsGet = true)] public Guid Account { get; set; }
    [BindProperty(SupportsGet = true)] public string? Code { get; set; }
    [BindProperty] public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var account = await accounts.FindByIdAsync(Account.ToString());
        if (Passwords.Fault(account?.Email, Password) is { } fault)
        {
            ModelState.AddModelError(nameof(Password), fault);
            return Again();
        }
        if (account is not null)
        {
            // Whoever reads the mail owns the address. Kept only together with the new password.
            account.EmailConfirmed = true;
            (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        }
        if (account is null || !(await accounts.ResetPasswordAsync(account, MailedCode.Read(Code), Password!)).Succeeded)
            return Again("This link is no longer valid. Ask for a new one on the sign-in page.");
        await devices.EndAllAsync(account.Id);
        await bus.AsAsync(account.Id, new ConfirmEmail(account.Id));
        await bus.AsAsync(account.Id, new NotePassword(account.Id, "mail"));
        await bus.PublishAsync(Letters.PasswordChanged(account.Email!, mail.Link("/forgot-password")));
        return Redirect("/sign-in?done=reset");
    }
}
