using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Users;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Paging;

namespace Switchhook.Admin.Pages.Admin;

[Authorize(Roles = AccountRoles.Admin)]
public class UsersModel(AccountsDb accounts, [FromKeyedServices(DatabaseRole.Audit)] NpgsqlDataSource audit, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public AccountStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public UserList List { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken stop) => ReadAsync(null, new(After, Before), stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Email))
            return Redirect(new UserFilter(Status, null, PageCursor.Top).UrlOf(PageCursor.Top));
        await ReadAsync(Email.Trim(), PageCursor.Top, stop);
        return Page();
    }

    async Task ReadAsync(string? email, PageCursor cursor, CancellationToken stop) =>
        List = await UserList.ReadAsync(accounts, audit, new(Status, email, cursor), time.GetUtcNow(), stop);
}
