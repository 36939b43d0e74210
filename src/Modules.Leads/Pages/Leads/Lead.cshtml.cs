using JasperFx;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Switchhook.Contracts;
using Switchhook.Leads.BlockedCallers;
using Switchhook.Leads.Inbox;
using Switchhook.Leads.Merge;
using Wolverine;

namespace Switchhook.Leads.Pages.Leads;

[Authorize]
public class LeadModel(IQuerySession leads, IMessageBus bus, TimeProvider time, UserTimeZone zone) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Guid? NoteId { get; set; }

    /// <summary>As the form for what is known holds them. Named, else every field of every form here is taken for one of them.</summary>
    [BindProperty(Name = "fields")]
    public Dictionary<LeadField, string?> Fields { get; set; } = [];

    /// <summary>Words of a lead to merge with. They may be a name: they come in a form, and never stand in a URL.</summary>
    [BindProperty]
    public string? Search { get; set; }

    public LeadPage Shown { get; private set; } = null!;
    public LeadDetails Lead => Shown.Lead;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await FoundAsync(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnGetLeadAsync(CancellationToken stop) => await FoundAsync(stop) ? Partial("_Lead", this) : NotFound();

    public Task<IActionResult> OnPostFindAsync(CancellationToken stop) => OnGetAsync(stop);

    public Task<IActionResult> OnPostDoneAsync(LeadOutcome outcome, string? note, long version, string? back, CancellationToken stop) =>
        DoAsync(new MarkLeadDone(Id, outcome, note, version), version, back, stop);

    public Task<IActionResult> OnPostStatusAsync(LeadStatus status, long version, string? back, CancellationToken stop) =>
        DoAsync(new ChangeLeadStatus(Id, status, version), version, back, stop);

    public Task<IActionResult> OnPostReopenAsync(long version, string? back, CancellationToken stop) =>
        DoAsync(new ReopenLead(Id, version), version, back, stop);

    public Task<IActionResult> OnPostUndoAsync(long version, CancellationToken stop) =>
        DoAsync(new UndoStatus(Id, version), version, null, stop);

    public Task<IActionResult> OnPostNoteAsync(CancellationToken stop) => DoAsync(new AddLeadNote(Id, Text, NoteId), null, null, stop);

    public Task<IActionResult> OnPostEditAsync(long version, CancellationToken stop) =>
        DoAsync(new EditLead(Id, Fields, version), version, null, stop);

    public Task<IActionResult> OnPostUndoEditAsync(LeadField field, long version, CancellationToken stop) =>
        DoAsync(new UndoEdit(Id, field, version), version, null, stop);

    public Task<IActionResult> OnPostNextAsync(string? next, DateOnly? on, long version, CancellationToken stop) =>
        DoAsync(new SetNextStep(Id, next, on, version), version, null, stop);

    public Task<IActionResult> OnPostMergeAsync(Guid other, long otherVersion, long version, CancellationToken stop) =>
        DoAsync(new MergeLeads(Id, other, version, otherVersion), version, null, stop);

    public Task<IActionResult> OnPostSplitAsync(Guid other, CancellationToken stop) => DoAsync(new SplitLeads(Id, other), null, null, stop);

    public Task<IActionResult> OnPostBlockAsync(CancellationToken stop) => DoAsync(new BlockCaller(Id), null, null, stop);

    public Task<IActionResult> OnPostUnblockAsync(CancellationToken stop) => DoAsync(new UnblockCaller(Id), null, null, stop);

    async Task<bool> FoundAsync(CancellationToken stop) =>
        (Shown = (await LeadPage.ReadAsync(leads, Id, string.IsNullOrWhiteSpace(Search) ? null : Search, time.GetUtcNow(), zone, stop))!)
            is not null;

    async Task<IActionResult> DoAsync(object command, long? version, string? back, CancellationToken stop)
    {
        if (!await FoundAsync(stop))
            return NotFound();
        if (!ModelState.IsValid)
            return BadRequest();
        if (version is { } seen && seen != Lead.Version)
            return Outdated(command, back);
        try
        {
            await bus.InvokeAsync(command, stop);
            return Back(back, "settled", Id.ToString());
        }
        catch (ConcurrencyException)
        {
            return await FoundAsync(stop) ? Outdated(command, back) : NotFound();
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Message);
            return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }
    }

    /// <summary>A form that was sent twice has done what it should: the second time is no other answer than the first.</summary>
    LocalRedirectResult Outdated(object command, string? back) =>
        RepeatedCommand.HasTakenEffect(command, Lead.Lead, Lead.Version)
            ? Back(back, "settled", Id.ToString())
            : Back(back, "late", "true");

    /// <summary>To the list that the form stood in, or to this lead.</summary>
    LocalRedirectResult Back(string? back, string name, string value)
    {
        var page = back is not null && Url.IsLocalUrl(back) ? back : $"/leads/{Id}";
        return LocalRedirect(back is null && name == "settled" ? page : QueryHelpers.AddQueryString(page, name, value));
    }
}
