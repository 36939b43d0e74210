using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Agents.Versions;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Pages.Agents;

[Authorize]
public class VersionModel(IQuerySession session, IMessageBus bus) : PageModel
{
    [FromRoute]
    public int Number { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Of { get; set; }

    public AgentPage View { get; private set; } = null!;
    public Revision Shown { get; private set; } = null!;
    public Revision Newest => View.Revisions[^1];
    public Revision? Before => View.Revisions.LastOrDefault(x => x.Number < Number);
    public IReadOnlyList<Difference> FromNewest => Difference.Between(Newest.Settings, Shown.Settings);
    public bool CanRestore => FromNewest.Count > 0 && View.Agent.Status is AgentStatus.Live or AgentStatus.Paused;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await FoundAsync(stop) ? Page() : NotFound();

    /// <param name="revision">The newest version that the reader saw.</param>
    public async Task<IActionResult> OnPostRestoreAsync(int revision, CancellationToken stop)
    {
        if (!await FoundAsync(stop))
            return NotFound();
        try
        {
            var old = Shown.Settings;
            await bus.InvokeAsync(
                new EditAgent(
                    View.Agent.AgentId,
                    old.Name,
                    old.Brief,
                    old.Greeting,
                    old.VoiceId,
                    old.MaxCallMinutes,
                    $"Version {Number} restored",
                    revision,
                    IsWholePrompt: old.IsWholePrompt,
                    OpensInOwnWords: old.OpensInOwnWords
                ),
                stop
            );
            return RedirectToPage("Overview");
        }
        catch (Refused refused)
        {
            await FoundAsync(stop);
            ModelState.AddModelError("", refused.Message);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    async Task<bool> FoundAsync(CancellationToken stop)
    {
        var agent = Of is { } id ? await session.LoadAsync<AgentDetails>(Agent.StreamOf(id), stop) : await session.NewestAgentAsync(stop);
        if (agent is null)
            return false;
        View = await AgentPage.OfAsync(agent, session, User, stop);
        Shown = View.Revisions.FirstOrDefault(x => x.Number == Number)!;
        return Shown is not null;
    }
}
