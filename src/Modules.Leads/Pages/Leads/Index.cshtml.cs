using JasperFx;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Switchhook.Contracts;
using Switchhook.Leads.Inbox;
using Wolverine;

namespace Switchhook.Leads.Pages.Leads;

[Authorize]
public class IndexModel(IQuerySession leads, IMessageBus bus, TimeProvider time, UserTimeZone zone) : PageModel
{
    const int MostAtOnce = 100;

    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public LeadStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Since { get; set; }

    [BindProperty(SupportsGet = true)]
    public LeadSignal? Signal { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    [BindProperty]
    public string? Search { get; set; }

    /// <summary>The leads that have just been dealt with, for the notice that offers to undo it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Settled { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    public LeadInbox Inbox { get; private set; } = null!;
    public LeadNotice? Notice { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        await ReadAsync(stop);
        var ids = (Settled ?? "")
            .Split(',')
            .Select(x => Guid.TryParse(x, out var id) ? Lead.Stream(id) : null)
            .OfType<string>()
            .Take(MostAtOnce)
            .ToArray();
        var settled = ids.Length == 0 ? [] : await leads.LoadManyAsync<LeadList>(stop, ids);
        if (settled.Where(x => x.Lead.Undo is not null).ToList() is { Count: > 0 } undoable)
            Notice = new(undoable, Inbox.Filter.Url);
    }

    public async Task<IActionResult> OnGetInboxAsync(CancellationToken stop)
    {
        await ReadAsync(stop);
        return Partial("_Inbox", Inbox);
    }

    /// <summary>A name or a number is personal: it comes in a form, and never stands in a URL.</summary>
    public async Task<IActionResult> OnPostSearchAsync(CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Search))
            return Redirect(new LeadFilter("all").Url);
        (View, After, Before) = ("all", null, null);
        await ReadAsync(stop);
        return Page();
    }

    public Task<IActionResult> OnPostWorkAsync(
        string?[] lead,
        BulkLeadAction work,
        LeadOutcome outcome,
        string? back,
        CancellationToken stop
    ) => EachAsync(lead, seen => seen.Do(work, outcome), back, undoable: true, stop);

    public Task<IActionResult> OnPostUndoAsync(string?[] lead, string? back, CancellationToken stop) =>
        EachAsync(lead, seen => new UndoStatus(seen.Id, seen.Version), back, undoable: false, stop);

    /// <summary>Each by itself: one that somebody else has changed meanwhile keeps none of the others.</summary>
    async Task<IActionResult> EachAsync(
        string?[] lead,
        Func<LeadVersion, object> command,
        string? back,
        bool undoable,
        CancellationToken stop
    )
    {
        if (!ModelState.IsValid)
            return BadRequest();
        var (done, late) = (new List<Guid>(), false);
        foreach (var seen in lead.Select(LeadVersion.Read).OfType<LeadVersion>().Take(MostAtOnce))
        {
            if (await leads.LoadAsync<LeadList>(Lead.Stream(seen.Id), stop) is not { } row)
                return NotFound();
            if (await DoAsync(command(seen), seen, row, stop))
                done.Add(seen.Id);
            else
                late = true;
        }
        var page = back is not null && Url.IsLocalUrl(back) ? back : "/leads";
        if (undoable && done.Count > 0)
            page = QueryHelpers.AddQueryString(page, "settled", string.Join(',', done));
        return LocalRedirect(late ? QueryHelpers.AddQueryString(page, "late", "true") : page);
    }

    /// <returns>False when somebody has changed it meanwhile. A form that was sent twice has done what it should.</returns>
    async Task<bool> DoAsync(object command, LeadVersion seen, LeadList row, CancellationToken stop)
    {
        if (row.Version != seen.Version)
            return RepeatedCommand.HasTakenEffect(command, row.Lead, row.Version);
        try
        {
            await bus.InvokeAsync(command, stop);
            return true;
        }
        catch (ConcurrencyException)
        {
            await using var fresh = leads.DocumentStore.QuerySession(leads.TenantId);
            return await fresh.LoadAsync<LeadList>(row.Id, stop) is { } now
                && RepeatedCommand.HasTakenEffect(command, now.Lead, now.Version);
        }
    }

    async Task ReadAsync(CancellationToken stop) =>
        Inbox = await LeadInbox.ReadAsync(leads, new(View, Status, Since, Signal, After, Before, Search), time.GetUtcNow(), zone, stop);
}

/// <summary>What has just happened to some leads, and the view of the list to come back to.</summary>
public record LeadNotice(IReadOnlyList<LeadList> Leads, string Back);
