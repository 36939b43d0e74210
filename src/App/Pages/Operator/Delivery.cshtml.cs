using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Admin.Accounts;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Deliveries;
using Wolverine;

namespace Switchhook.App.Pages.Operator;

[Authorize(Roles = AccountRoles.Admin)]
public sealed class DeliveryModel([FromKeyedServices(DatabaseRole.Audit)] IDocumentStore audit, IMessageBus bus) : PageModel
{
    public DeliveryDetails Delivery { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        await using var session = audit.QuerySession(AccountRoles.Admin);
        if (await DeliveryDetails.ReadAsync(session, new(DeliveryFilter.OperatorPage), id, stop) is not { } delivery)
            return NotFound();
        Delivery = delivery;
        return Page();
    }

    public async Task<IActionResult> OnPostReprocessAsync(Guid id, CancellationToken stop)
    {
        await bus.InvokeAsync(new ReprocessDeliveries([id]), stop);
        return Redirect($"{DeliveryFilter.OperatorPage}/{id}");
    }
}
