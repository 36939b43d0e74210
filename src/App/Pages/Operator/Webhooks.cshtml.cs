using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Admin.Accounts;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Deliveries;
using Wolverine;

namespace Switchhook.App.Pages.Operator;

/// <summary>
/// Everybody's deliveries, and those that are nobody's. Composed here: Calls knows the deliveries, Admin who may see them.
/// </summary>
[Authorize(Roles = AccountRoles.Admin)]
public sealed class WebhooksModel([FromKeyedServices(DatabaseRole.Audit)] IDocumentStore audit, IMessageBus bus, TimeProvider time)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Verdict { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Event { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Call { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public DeliveriesOverview Overview { get; private set; } = null!;
    public WebhookStatistics Now { get; private set; } = null!;

    DeliveryFilter Filter => DeliveryFilter.Of(DeliveryFilter.OperatorPage, Verdict, Event, Period, Call, After, Before);

    public async Task OnGetAsync(CancellationToken stop)
    {
        await using var session = audit.QuerySession(AccountRoles.Admin);
        Overview = await DeliveriesOverview.ReadAsync(session, Filter, time.GetUtcNow(), stop);
        Now = await WebhookStatistics.ReadAsync(session, time.GetUtcNow(), stop);
    }

    public async Task<IActionResult> OnPostReprocessFailedAsync(DateTimeOffset since, CancellationToken stop)
    {
        await bus.InvokeAsync(new ReprocessAllFailedDeliveries(since), stop);
        return Redirect(Filter.WithoutCursor.Url);
    }
}
