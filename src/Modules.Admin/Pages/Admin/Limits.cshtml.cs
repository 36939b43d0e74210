using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.RateLimiting;
using Switchhook.Admin.SignIn;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>Whom the limits make wait, and how many they turned away.</summary>
[Authorize(Roles = AccountRoles.Admin)]
public partial class LimitsModel(
    AccountsDb accounts,
    [FromKeyedServices(AccountsDb.Schema)] NpgsqlDataSource source,
    IMessageBus bus,
    TimeProvider time,
    ILogger<LimitsModel> log
) : PageModel
{
    public IReadOnlyList<RateLimitRow> Rows { get; private set; } = [];
    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Now = time.GetUtcNow();
        Rows = await RateLimitRow.ReadAsync(accounts, source, Now, stop);
    }

    /// <summary>For a network that is not the owner's, or an owner who is: the count begins anew.</summary>
    public async Task<IActionResult> OnPostClearAsync(string? limit, string? address, string? network, CancellationToken stop)
    {
        if (!await RateLimitRow.ClearAsync(accounts, limit ?? "", address ?? "", network ?? "", stop))
            return RedirectToPage();
        var (of, admin) = (
            (await RateLimitRow.AccountsAsync(source, [address ?? ""], stop)).Values.Select(x => (Guid?)x.Id),
            User.AccountId()
        );
        await bus.InvokeAsAsync(admin, new RecordLimitCleared(admin, limit ?? "", of.SingleOrDefault()));
        LogCleared(log, limit ?? "", admin);
        return RedirectToPage();
    }

    [LoggerMessage(LogLevel.Warning, "The limit {Limit} was cleared by {Admin}")]
    static partial void LogCleared(ILogger log, string limit, Guid admin);
}
