using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>Looking at the link changes nothing, since mail scanners look too: the button does.</summary>
[AllowAnonymous]
public class ConfirmModel(UserManager<Account> accounts, IMessageBus bus) : AuthPage
{
    [BindProperty(SupportsGet = true)] public Guid Account { get; set; }
    [BindProperty(SupportsGet = true)] public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var account = await accounts.FindByIdAsync(Account.ToString());
        if (account is null || !(await accounts.ConfirmEmailAsync(account, MailedCode.Read(Code))).Succeeded)
            return Again("This link is no longer valid. Sign in, and we send you a new one.");
        await bus.AsAsync(account.Id, new ConfirmEmail(account.Id));
        return Redirect("/sign-in?done=confirmed");
    }
}
