using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Calls.Reading;

namespace Switchhook.Calls.Pages.Calls;

[Authorize]
public class IndexModel(IQuerySession calls, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Period { get; set; }
    [BindProperty(SupportsGet = true)] public string? Outcome { get; set; }
    [BindProperty(SupportsGet = true)] public string? Sentiment { get; set; }
    [BindProperty(SupportsGet = true)] public string? After { get; set; }
    [BindProperty(SupportsGet = true)] public string? Before { get; set; }

    public CallListPage List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop) => List = await ReadAsync(stop);

    public async Task<IActionResult> OnGetListAsync(CancellationToken stop) => Partial("_List", await ReadAsync(stop));

    Task<CallListPage> ReadAsync(CancellationToken stop) =>
        CallListPage.ReadAsync(calls, new(Period, Outcome, Sentiment, After, Before), time.GetUtcNow(), stop);
}
