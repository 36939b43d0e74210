using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.List;
using Switchhook.Contracts;

namespace Switchhook.Calls.Pages.Calls;

[Authorize]
public class IndexModel(IQuerySession calls, ILeadsOfCalls leads, TimeProvider time, UserTimeZone zone) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Outcome { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sentiment { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Length { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public CallListPage List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop) => List = await ReadAsync(stop);

    public async Task<IActionResult> OnGetListAsync(CancellationToken stop) => Partial("_List", await ReadAsync(stop));

    public IActionResult OnGetExport([FromQuery(Name = "for")] string? reader) =>
        new CallCsvExport(calls, Filter, time.GetUtcNow(), zone, Csv.AudienceNamed(reader));

    CallFilter Filter => new(Q, Period, Outcome, Sentiment, Length, After, Before);

    Task<CallListPage> ReadAsync(CancellationToken stop) => CallListPage.ReadAsync(calls, leads, Filter, time.GetUtcNow(), zone, stop);
}
