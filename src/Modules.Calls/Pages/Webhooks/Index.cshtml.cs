using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Calls.Deliveries;
using Wolverine;

namespace Switchhook.Calls.Pages.Webhooks;

/// <summary>What Retell has told about the owner's calls, delivery by delivery.</summary>
[Authorize]
public class IndexModel(IQuerySession session, IMessageBus bus, TimeProvider time) : PageModel
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

    DeliveryFilter Filter => DeliveryFilter.Of(DeliveryFilter.OwnerPage, Verdict, Event, Period, Call, After, Before);

    public async Task OnGetAsync(CancellationToken stop) => Overview = await ReadAsync(stop);

    public async Task<IActionResult> OnGetListAsync(CancellationToken stop) => Partial("_Deliveries", await ReadAsync(stop));

    public async Task<IActionResult> OnGetOfCallAsync(CancellationToken stop) =>
        Partial("_DeliveryTable", await DeliveryList.ReadAsync(session, Filter, time.GetUtcNow(), stop));

    public async Task<IActionResult> OnPostReprocessFailedAsync(DateTimeOffset since, CancellationToken stop)
    {
        await bus.InvokeAsync(new ReprocessOwnFailedDeliveries(since), stop);
        return Redirect(Filter.WithoutCursor.Url);
    }

    Task<DeliveriesOverview> ReadAsync(CancellationToken stop) => DeliveriesOverview.ReadAsync(session, Filter, time.GetUtcNow(), stop);
}
