using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>Whom the limits make wait, and how many they turned away.</summary>
[Authorize(Roles = AccountRoles.Admin), HandledOnly]
public class LimitsModel(AccountsDb accounts, [FromKeyedServices(AccountsDb.Schema)] NpgsqlDataSource source, TimeProvider time) : PageModel
{
    public IReadOnlyList<LimitRow> Rows { get; private set; } = [];
    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Now = time.GetUtcNow();
        Rows = await LimitRow.ReadAsync(accounts, source, Now, stop);
    }

    /// <summary>For a network that is not the owner's, or an owner who is: the count begins anew.</summary>
    public async Task<IActionResult> OnPostClearAsync(string? limit, string? address, string? network, CancellationToken stop)
    {
        await LimitRow.ClearAsync(accounts, limit ?? "", address ?? "", network ?? "", stop);
        return RedirectToPage();
    }
}
