using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Calls.Details;
using Switchhook.Calls.Notes;
using Switchhook.Calls.Recordings;
using Switchhook.Calls.Search;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Calls.Pages.Calls;

[Authorize]
public class CallModel(IQuerySession calls, ILeadsOfCalls leads, RecordingHosts hosts, IMessageBus bus, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Tab { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public double? T { get; set; }

    /// <summary>A turn that has to be among those shown.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Turn { get; set; }

    /// <summary>The first turn to be shown.</summary>
    [BindProperty(SupportsGet = true)]
    public int? From { get; set; }

    /// <summary>The turn after the last to be shown.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    [BindProperty]
    public Guid NoteId { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public CallPage Call { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string callId, CancellationToken stop)
    {
        if (await ReadAsync(callId, stop) is not { } call)
            return NotFound();
        Call = call;
        return Page();
    }

    public async Task<IActionResult> OnGetCallAsync(string callId, CancellationToken stop) =>
        await ReadAsync(callId, stop) is { } call ? Partial("_Call", call) : NotFound();

    /// <summary>Another part of a long transcript, to stand beside the one that is shown, or in its place.</summary>
    public async Task<IActionResult> OnGetTurnsAsync(string callId, CancellationToken stop) =>
        await ReadAsync(callId, stop) is { } call
            ? Partial("_Turns", call with { IsFragment = call.RequestedRange is { From: not null } or { Before: not null } })
            : NotFound();

    public Task<IActionResult> OnPostNoteAsync(string callId, CancellationToken stop) =>
        DoAsync(callId, new AddCallNote(callId, NoteId, Text), stop);

    public Task<IActionResult> OnPostEditNoteAsync(string callId, CancellationToken stop) =>
        DoAsync(callId, new EditCallNote(callId, NoteId, Text), stop);

    public Task<IActionResult> OnPostRemoveNoteAsync(string callId, CancellationToken stop) =>
        DoAsync(callId, new RemoveCallNote(callId, NoteId), stop);

    async Task<IActionResult> DoAsync(string callId, object command, CancellationToken stop)
    {
        if (await calls.LoadAsync<CallDetails>(Switchhook.Calls.Call.Key(callId), stop) is null)
            return NotFound();
        if (!ModelState.IsValid || NoteId == Guid.Empty)
            return BadRequest();
        await bus.InvokeAsync(command, stop);
        return Redirect($"/calls/{callId}#notes");
    }

    async Task<CallPage?> ReadAsync(string callId, CancellationToken stop) =>
        await CallPage.ReadAsync(calls, leads, callId, Tab, stop) is { } call
            ? call with
            {
                Query = SearchQuery.Read(Q),
                At = T is > 0 and < 86_400 ? T : null,
                NextNote = Guid.CreateVersion7(time.GetUtcNow()),
                RefusedHost = RefusedHost(call.Call),
                Now = time.GetUtcNow(),
                RequestedRange = new(Turn, From, Before),
            }
            : null;

    string? RefusedHost(CallDetails call) => call.RecordingUrl is { } address ? hosts.Refused(address) : null;
}
