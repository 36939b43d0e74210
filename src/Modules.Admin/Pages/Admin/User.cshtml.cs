using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.SignIn;
using Switchhook.Admin.Users;
using Switchhook.BuildingBlocks;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

[Authorize(Roles = AccountRoles.Admin)]
public class UserModel(
    AccountsDb accounts,
    [FromKeyedServices(DatabaseRole.Audit)] NpgsqlDataSource audit,
    IMessageBus bus,
    TimeProvider time
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public UserRow Shown { get; private set; } = null!;
    public bool IsOneself => Id == User.AccountId();

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var found = await accounts.Users.AsNoTracking().Where(x => x.Id == Id).ToListAsync(stop);
        if (found.Count == 0)
            return NotFound();
        Shown = (await UserRow.OfAsync(found, accounts, audit, time.GetUtcNow(), stop))[0];
        return Page();
    }

    public Task<IActionResult> OnPostGrantAsync(string role) => DoAsync(new GrantRole(Id, role, User.AccountId()));

    public Task<IActionResult> OnPostWithdrawAsync(string role) => DoAsync(new WithdrawRole(Id, role, User.AccountId()));

    public Task<IActionResult> OnPostSuspendAsync() => DoAsync(new SuspendAccount(Id, User.AccountId()));

    public Task<IActionResult> OnPostReinstateAsync() => DoAsync(new ReinstateAccount(Id, User.AccountId()));

    async Task<IActionResult> DoAsync(AccountCommand command)
    {
        await bus.InvokeAsAsync(Id, command, User.AccountId());
        // The command sends the same, and it will be done twice; awaited here, it holds for that person's very next request.
        await bus.InvokeAsAsync(Id, new SyncIdentity(Id), User.AccountId());
        return RedirectToPage();
    }
}
