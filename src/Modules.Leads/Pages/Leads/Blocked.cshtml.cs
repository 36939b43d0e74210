using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Contracts;
using Switchhook.Leads.BlockedCallers;
using Wolverine;

namespace Switchhook.Leads.Pages.Leads;

[Authorize]
public class BlockedModel(IQuerySession leads, IMessageBus bus) : PageModel
{
    [BindProperty]
    public string? Number { get; set; }

    public ScreeningStatus? Screening { get; private set; }
    public IReadOnlyList<BlockedCaller> Callers { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => ReadAsync(stop);

    public Task<IActionResult> OnPostBlockAsync(CancellationToken stop) => DoAsync(new BlockNumber(Number), stop);

    public async Task<IActionResult> OnPostUnblockAsync(string? caller, CancellationToken stop) =>
        caller is not null && await leads.LoadAsync<BlockedCaller>(caller, stop) is not null
            ? await DoAsync(new UnblockNumber(caller), stop)
            : NotFound();

    async Task<IActionResult> DoAsync(object command, CancellationToken stop)
    {
        try
        {
            await bus.InvokeAsync(command, stop);
            return Redirect("/leads/blocked");
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(nameof(Number), refused.Message);
            await ReadAsync(stop);
            return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }
    }

    async Task ReadAsync(CancellationToken stop)
    {
        Screening = await leads.LoadAsync<ScreeningStatus>(ScreeningStatus.Only, stop);
        Callers = await leads.Query<BlockedCaller>().Where(x => x.IsBlocked).OrderByDescending(x => x.Since).Take(500).ToListAsync(stop);
    }
}
