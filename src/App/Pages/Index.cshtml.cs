using System.Globalization;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Switchhook.Agents;
using Switchhook.App.SimulatedCalls;
using Switchhook.Calls.List;
using Switchhook.Contracts;
using Switchhook.Leads.Inbox;
using Wolverine;
using CallFilter = Switchhook.Calls.List.CallFilter;

namespace Switchhook.App.Pages;

/// <summary>The dashboard when signed in; what this is about when not.</summary>
[AllowAnonymous]
public sealed class IndexModel(TimeProvider time, RetellSettings retell, Prices prices, UserTimeZone zone, CallScenarios scenarios)
    : PageModel
{
    /// <summary>The call that was asked for and may not have come yet.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Playing { get; set; }

    public AgentDetails? Agent { get; private set; }
    public CallStatistics Calls { get; private set; } = null!;
    public LeadStatistics Leads { get; private set; } = null!;
    public IReadOnlyList<CallInProgress> InProgress { get; private set; } = [];
    public IReadOnlyList<CallList> Recent { get; private set; } = [];
    public bool IsComingIn { get; private set; }
    public string LiveUrl => IsComingIn ? QueryHelpers.AddQueryString("/?handler=Dashboard", "playing", Playing!) : "/?handler=Dashboard";
    public IReadOnlyList<CallScenario> Scenarios => scenarios.All;
    public bool CanSimulate => retell.IsSandbox && Scenarios.Count > 0 && Agent is { RetellAgentId: not null, Status: AgentStatus.Live };
    public Prices Prices => prices;
    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public BarChart Chart =>
        new(
            "Calls per day",
            "Calls",
            [
                .. Calls.PerDay.Select(x => new DayBar(
                    x.Day,
                    x.Calls,
                    x.Calls == 0 ? null : new CallFilter(Period: x.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Url
                )),
            ]
        );
    public bool HasCalls => Calls.PerDay.Any(x => x.Calls > 0);

    public async Task OnGetAsync(CancellationToken stop)
    {
        if (User.Identity?.IsAuthenticated == true)
            await ReadAsync(stop);
    }

    public async Task<IActionResult> OnGetDashboardAsync(CancellationToken stop)
    {
        if (User.Identity?.IsAuthenticated != true)
            return Unauthorized();
        await ReadAsync(stop);
        return Partial("_Dashboard", this);
    }

    /// <summary>For the count beside Leads, on every page.</summary>
    public async Task<IActionResult> OnGetWaitingLeadsAsync(CancellationToken stop) =>
        User.Identity?.IsAuthenticated == true
            ? Partial(
                "_WaitingLeads",
                await LeadStatistics.WaitingAsync(HttpContext.RequestServices.GetRequiredService<IQuerySession>(), stop)
            )
            : Unauthorized();

    public async Task<IActionResult> OnPostSimulateAsync(string scenario, [FromServices] IMessageBus bus, CancellationToken stop)
    {
        if (User.Identity?.IsAuthenticated != true)
            return Challenge();
        var agent = await HttpContext.RequestServices.GetRequiredService<IQuerySession>().NewestAgentAsync(stop);
        if (agent?.RetellAgentId is not { } retellAgent)
            throw new Refused("Create your agent first: there is nobody to take the call.");
        var playing = await bus.InvokeAsync<string>(new SimulateCall(retellAgent, scenario), stop);
        return RedirectToPage(new { playing });
    }

    // Asked for late: whoever is not signed in has no tenant to read.
    async Task ReadAsync(CancellationToken stop)
    {
        var session = HttpContext.RequestServices.GetRequiredService<IQuerySession>();
        Agent = await session.NewestAgentAsync(stop);
        Calls = await CallStatistics.ReadAsync(session, prices, Now, zone, stop);
        Leads = await LeadStatistics.ReadAsync(session, stop);
        InProgress = await CallInProgress.ReadAsync(session, Now, stop);
        Recent = await RecentCalls.ReadAsync(session, stop);
        IsComingIn = Playing is { Length: > 0 and < 100 } call && !await CallList.IsKnownAsync(session, call, stop);
    }

    public string Waiting => Leads.OldestSince is { } since ? $"Oldest waits {Span(Now - since)}" : "Nobody is waiting";

    static string Span(TimeSpan time) =>
        time switch
        {
            { TotalDays: >= 1 } => $"{(int)time.TotalDays} d",
            { TotalHours: >= 1 } => $"{(int)time.TotalHours} h",
            _ => $"{Math.Max(1, (int)time.TotalMinutes)} min",
        };

    public string Cost => Calls.EstimatedCost.ToString("$#,0.00", CultureInfo.InvariantCulture);
}
