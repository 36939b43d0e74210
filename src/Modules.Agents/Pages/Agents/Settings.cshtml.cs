using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Versions;
using Switchhook.Agents.Voices;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Pages.Agents;

[Authorize]
public class SettingsModel(
    IQuerySession session,
    IMessageBus bus,
    VoiceCatalog voices,
    CallLimits limits,
    LiveVersionSettings liveVersion,
    TimeProvider time
) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Brief { get; set; }

    [BindProperty]
    public string? Greeting { get; set; }

    /// <summary>Without a greeting the model writes its own first line.</summary>
    [BindProperty]
    public bool OpensInOwnWords { get; set; }

    [BindProperty]
    public string? VoiceId { get; set; }

    [BindProperty]
    public int MaxCallMinutes { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>The version on which the form was opened.</summary>
    [BindProperty]
    public int Revision { get; set; }

    [BindProperty]
    public int? Replacing { get; set; }

    public AgentPage View { get; private set; } = null!;
    public AgentDetails Agent => View.Agent;
    public Revision Newest => View.Revisions[^1];
    public IReadOnlyList<Voice> Offered { get; private set; } = [];
    public int MostCallMinutes => Math.Max(limits.MostCallMinutes, Newest.Settings.MaxCallMinutes);

    /// <summary>Retell is being asked; what comes of it comes to the page.</summary>
    /// <summary>What saving would change; while it is shown, the form is not.</summary>
    public IReadOnlyList<Difference>? Review { get; private set; }

    /// <summary>The version on which the form was opened, when others came after it.</summary>
    public Revision? Opened { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await FoundAsync(stop))
            return RedirectToPage("Overview");
        await CheckLiveVersionAsync(stop);
        await OfferVoicesAsync(stop);
        Fill(Newest.Settings);
        return Page();
    }

    /// <summary>What came to light since the form was opened.</summary>
    public async Task<IActionResult> OnGetNewsAsync(int revision, CancellationToken stop)
    {
        if (!await FoundAsync(stop))
            return new NoContentResult();
        Revision = revision;
        return Partial("_DashboardEdit", this);
    }

    public async Task<IActionResult> OnGetHeardAsync(CancellationToken stop) =>
        await FoundAsync(stop) ? Partial("_LiveVersion", this) : new NoContentResult();

    public async Task<IActionResult> OnPostReviewAsync(CancellationToken stop)
    {
        if (!await FoundAsync(stop))
            return RedirectToPage("Overview");
        await OfferVoicesAsync(stop);
        if (!IsInOrder())
            return Again();
        if (IsOutdated())
            return Again();
        Review = Difference.Between(Newest.Settings, Typed);
        if (Review.Count > 0 || Agent.Foreign is not null)
            return Page();
        Review = null;
        ModelState.AddModelError("", "Nothing has changed.");
        return Again();
    }

    public async Task<IActionResult> OnPostEditAsync(CancellationToken stop)
    {
        if (!await FoundAsync(stop))
            return RedirectToPage("Overview");
        await OfferVoicesAsync(stop);
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken stop)
    {
        if (!await FoundAsync(stop))
            return RedirectToPage("Overview");
        await OfferVoicesAsync(stop);
        if (!IsInOrder())
            return Again();
        try
        {
            await bus.InvokeAsync(
                new EditAgent(
                    Agent.AgentId,
                    Name ?? "",
                    Brief ?? "",
                    Greeting ?? "",
                    VoiceId ?? "",
                    MaxCallMinutes,
                    Note,
                    Revision,
                    Replacing,
                    OpensInOwnWords: Opens
                ),
                stop
            );
            return RedirectToPage("Overview");
        }
        catch (Refused refused)
        {
            await FoundAsync(stop);
            if (refused is not EditConflict || !IsOutdated())
                ModelState.AddModelError("", refused.Message);
            if (refused is ForeignEditUnresolved)
                Review = Difference.Between(Newest.Settings, Typed);
            return Again();
        }
    }

    public Task<IActionResult> OnPostKeepAsync(int retellVersion, CancellationToken stop) =>
        SettleAsync(agent => new KeepForeignEdit(agent.AgentId, retellVersion), stop);

    public Task<IActionResult> OnPostReplaceAsync(int retellVersion, CancellationToken stop) =>
        SettleAsync(
            agent => new EditAgent(
                agent.AgentId,
                agent.Name,
                agent.Brief,
                agent.Greeting,
                agent.VoiceId,
                agent.MaxCallMinutes,
                "Put over a change of Retell's dashboard",
                agent.Revision,
                retellVersion,
                OpensInOwnWords: agent.OpensInOwnWords
            ),
            stop
        );

    async Task<IActionResult> SettleAsync(Func<AgentDetails, object> command, CancellationToken stop)
    {
        if (!await FoundAsync(stop))
            return RedirectToPage("Overview");
        try
        {
            await bus.InvokeAsync(command(Agent), stop);
            return RedirectToPage("Overview");
        }
        catch (Refused refused)
        {
            await FoundAsync(stop);
            await OfferVoicesAsync(stop);
            Fill(Newest.Settings);
            ModelState.AddModelError("", refused.Message);
            return Again();
        }
    }

    AgentSettings Typed =>
        new(
            Name?.Trim() ?? "",
            AgentSettings.Lines(Brief),
            AgentSettings.Lines(Greeting),
            VoiceId ?? "",
            Offered.FirstOrDefault(x => x.Id == VoiceId)?.Name ?? VoiceId ?? "",
            MaxCallMinutes,
            Newest.Settings.IsWholePrompt,
            Opens
        );

    /// <summary>What is not known stays so until somebody says which it is.</summary>
    bool? Opens =>
        AgentSettings.Lines(Greeting) is not "" ? null
        : OpensInOwnWords ? true
        : Newest.Settings is { Greeting: "", OpensInOwnWords: null } ? null
        : false;

    async Task<bool> FoundAsync(CancellationToken stop)
    {
        if (
            await AgentPage.NewestAsync(session, User, stop)
            is not {
                Agent.Status: not (
                    AgentStatus.SettingUp
                    or AgentStatus.NeedsAttention
                    or AgentStatus.Failed
                    or AgentStatus.Deleting
                    or AgentStatus.Deleted
                )
            } view
        )
            return false;
        View = view;
        return true;
    }

    /// <summary>Whether somebody changed the agent in Retell's dashboard is found out behind the page, which then hears of it.</summary>
    async Task CheckLiveVersionAsync(CancellationToken stop)
    {
        var looked = await session.LoadAsync<LiveVersionCheck>($"{Agent.AgentId:D}", stop);
        if (looked is null || looked.At < time.GetUtcNow() - liveVersion.Every)
            await bus.PublishAsync(new CheckLiveVersion(Agent.AgentId));
    }

    async Task OfferVoicesAsync(CancellationToken stop)
    {
        IReadOnlyList<Voice> all;
        try
        {
            all = await voices.All(stop);
        }
        catch (RetellRefusal)
        {
            all = [];
        }
        var now = Newest.Settings;
        Offered = all.Any(x => x.Id == now.VoiceId) ? all : [new(now.VoiceId, now.VoiceName, null, null, null, null), .. all];
    }

    void Fill(AgentSettings settings)
    {
        (Name, Brief, Greeting, VoiceId, MaxCallMinutes) = (
            settings.Name,
            settings.Brief,
            settings.Greeting,
            settings.VoiceId,
            settings.MaxCallMinutes
        );
        OpensInOwnWords = settings.OpensInOwnWords == true;
        Revision = Newest.Number;
    }

    bool IsInOrder()
    {
        var now = Newest.Settings;
        AddError(nameof(Name), AgentInputRules.Name(Name));
        AddError(nameof(Brief), AgentInputRules.Brief(Brief, now.IsWholePrompt));
        AddError(nameof(Greeting), AgentInputRules.Greeting(Greeting));
        AddError(nameof(VoiceId), AgentInputRules.VoiceOf(VoiceId, Offered, now));
        AddError(nameof(MaxCallMinutes), AgentInputRules.CallMinutes(MaxCallMinutes, limits, now));
        AddError(nameof(Note), AgentInputRules.Note(Note));
        return ModelState.IsValid;
    }

    /// <summary>What was typed stays; what was not touched becomes what it is by now, and the form stands on the newest version.</summary>
    bool IsOutdated()
    {
        if (Revision == Newest.Number || View.Revisions.FirstOrDefault(x => x.Number == Revision) is not { } opened)
            return false;
        Opened = opened;
        Fill(ThreeWayMerge.Of(opened.Settings, Typed, Newest.Settings));
        return true;
    }

    void AddError(string field, string? sentence)
    {
        ModelState.Remove(field);
        if (sentence is not null)
            ModelState.AddModelError(field, sentence);
    }

    PageResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
