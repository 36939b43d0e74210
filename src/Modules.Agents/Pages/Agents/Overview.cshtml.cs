using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Agents.BackupNumbers;
using Switchhook.Agents.Deletion;
using Switchhook.Agents.Pausing;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Versions;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Pages.Agents;

[Authorize]
public class OverviewModel(IQuerySession session, IMessageBus bus) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Already { get; set; }

    [BindProperty]
    public string? FallbackNumber { get; set; }

    [BindProperty]
    public string? BackupNumber { get; set; }

    [BindProperty]
    public string? Typed { get; set; }

    [BindProperty]
    public string? AreaCode { get; set; }

    public AgentPage? Agent { get; private set; }

    /// <summary>What was asked for and refused: pause and delete stand open again.</summary>
    public string? Asked { get; private set; }
    public string? Wrong { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => Agent = await AgentPage.NewestAsync(session, User, stop);

    public async Task<IActionResult> OnGetAgentAsync(CancellationToken stop) =>
        await AgentPage.NewestAsync(session, User, stop) is { } agent ? Partial("_Agent", agent) : NotFound();

    public Task<IActionResult> OnPostPauseAsync(CancellationToken stop) => DoAsync("pause", id => new PauseAgent(id, FallbackNumber), stop);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken stop) => DoAsync("resume", id => new ResumeAgent(id), stop);

    public Task<IActionResult> OnPostBackupNumberAsync(CancellationToken stop) =>
        DoAsync("backup", id => new ChooseBackupNumber(id, BackupNumber), stop);

    public Task<IActionResult> OnPostAreaCodeAsync(CancellationToken stop) =>
        DoAsync("area-code", id => new TryAreaCode(id, AreaCode), stop);

    public Task<IActionResult> OnPostRetryAsync(int revision, CancellationToken stop) =>
        DoAsync("retry", id => new RetryEdit(id, revision), stop);

    public Task<IActionResult> OnPostDeleteAsync(CancellationToken stop) => DoAsync("delete", id => new DeleteAgent(id, Typed ?? ""), stop);

    async Task<IActionResult> DoAsync(string what, Func<Guid, object> command, CancellationToken stop)
    {
        Agent = await AgentPage.NewestAsync(session, User, stop);
        if (Agent is null)
            return NotFound();
        try
        {
            await bus.InvokeAsync(command(Agent.Agent.AgentId), stop);
            return RedirectToPage();
        }
        catch (Refused refused)
        {
            (Asked, Wrong) = (what, refused.Message);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }
}
