using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Switchhook.Leads.Pages.Leads;

[Authorize]
public class IndexModel(IQuerySession leads, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? View { get; set; }
    [BindProperty(SupportsGet = true)] public LeadStatus? Status { get; set; }
    [BindProperty(SupportsGet = true)] public long? After { get; set; }
    [BindProperty(SupportsGet = true)] public long? Before { get; set; }

    /// <summary>The lead that has just been dealt with, for the notice that offers to undo it.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Settled { get; set; }
    [BindProperty(SupportsGet = true)] public bool Late { get; set; }

    public LeadInbox Inbox { get; private set; } = null!;
    public LeadNotice? Notice { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Inbox = await ReadAsync(stop);
        var settled = Settled is { } id ? await leads.LoadAsync<LeadList>(Lead.Stream(id), stop) : null;
        if (settled is { NeedsAttention: false }) Notice = new(settled, Inbox.Filter.Url);
    }

    public async Task<IActionResult> OnGetInboxAsync(CancellationToken stop) => Partial("_Inbox", await ReadAsync(stop));

    Task<LeadInbox> ReadAsync(CancellationToken stop) => LeadInbox.ReadAsync(leads, new(View, Status, After, Before), time.GetUtcNow(), stop);
}

/// <summary>What has just happened to a lead, and the view of the list to come back to.</summary>
public record LeadNotice(LeadList Lead, string Back);
