using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Agents;
using Switchhook.BuildingBlocks;
using Switchhook.BuildingBlocks.Paging;

namespace Switchhook.Admin.Pages.Admin;

[Authorize(Roles = AccountRoles.Admin)]
public class AgentsModel(AccountsDb accounts, [FromKeyedServices(DatabaseRole.Audit)] NpgsqlDataSource audit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    [BindProperty]
    public string? Search { get; set; }

    public AgentListPage List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop) =>
        List = await AgentListPage.ReadAsync(accounts, audit, null, new(After, Before), stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Search))
            return Redirect("/admin/agents");
        List = await AgentListPage.ReadAsync(accounts, audit, Search.Trim(), PageCursor.Top, stop);
        return Page();
    }
}
