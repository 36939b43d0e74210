using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Calls.Deliveries;
using Wolverine;

namespace Switchhook.Calls.Pages.Webhooks;

[Authorize]
public class DeliveryModel(IQuerySession session, IMessageBus bus) : PageModel
{
    static readonly DeliveryFilter Own = new(DeliveryFilter.OwnerPage);

    public DeliveryDetails Delivery { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await DeliveryDetails.ReadAsync(session, Own, id, stop) is not { } delivery)
            return NotFound();
        Delivery = delivery;
        return Page();
    }

    public async Task<IActionResult> OnPostReprocessAsync(Guid id, CancellationToken stop)
    {
        if (await DeliveryDetails.ReadAsync(session, Own, id, stop) is null)
            return NotFound();
        await bus.InvokeAsync(new ReprocessOwnDeliveries([id]), stop);
        return Redirect($"{DeliveryFilter.OwnerPage}/{id}");
    }
}
