using System.Globalization;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Purchases;
using Switchhook.Agents.Retell;
using Switchhook.Agents.Voices;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Pages.Agents;

[Authorize]
public class NewModel(IQuerySession session, VoiceCatalog voices, TimeProvider time, Prices prices, ProvisioningSettings rules) : PageModel
{
    /// <summary>Tells one wish from another; the id of the agent is made of it on the server.</summary>
    [BindProperty]
    public Guid Nonce { get; set; }

    [BindProperty]
    public string Name { get; set; } = "";

    [BindProperty]
    public string Brief { get; set; } = "";

    [BindProperty]
    public string VoiceId { get; set; } = "";

    [BindProperty]
    public string? AreaCode { get; set; }

    public IReadOnlyList<Voice> Offered { get; private set; } = [];
    public string? VoicesError { get; private set; }
    public int PerHour => rules.CreationsPerHour;
    public int Left { get; private set; }
    public DateTimeOffset? NextAt { get; private set; }
    public Prices Prices => prices;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var last = await session.NewestAgentAsync(stop);
        if (last is { Status: not (AgentStatus.Failed or AgentStatus.Deleted or AgentStatus.Disconnected) })
            return RedirectToPage("Overview", new { already = true });
        Nonce = Guid.CreateVersion7(time.GetUtcNow());
        if (last is { Status: AgentStatus.Failed, Connection: null })
            (Name, Brief, VoiceId, AreaCode) = (last.Name, last.Brief, last.VoiceId, $"{last.AreaCode}");
        await CountAsync(stop);
        await OfferVoicesAsync(stop);
        if (VoiceId.Length == 0 && Offered.Count > 0)
            VoiceId = Offered[0].Id;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromServices] IMessageBus bus, CancellationToken stop)
    {
        await CountAsync(stop);
        await OfferVoicesAsync(stop);
        AddError(nameof(Name), AgentInputRules.Name(Name));
        AddError(nameof(Brief), AgentInputRules.Brief(Brief));
        AddError(nameof(VoiceId), VoicesError ?? AgentInputRules.VoiceOf(VoiceId, Offered));
        AddError(nameof(AreaCode), AgentInputRules.AreaCode(AreaCode));
        if (!ModelState.IsValid)
            return Again();
        try
        {
            await bus.InvokeAsync(
                new CreateAgent(
                    DeterministicId.Of("agent", session.TenantId, Nonce),
                    Name,
                    Brief,
                    VoiceId,
                    AreaCode,
                    PurchaseNetwork.Of(HttpContext.Connection.RemoteIpAddress)
                ),
                stop
            );
            return RedirectToPage("Overview");
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Message);
            if (refused is not RetryLater soon)
                return Again();
            Response.Headers.RetryAfter = Math.Ceiling((soon.Next - time.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Again(StatusCodes.Status429TooManyRequests);
        }
    }

    async Task CountAsync(CancellationToken stop)
    {
        var quota = await session.LoadAsync<AgentQuota>(AgentQuota.Only, stop) ?? AgentQuota.Free;
        Left = quota.Left(PerHour, time.GetUtcNow());
        NextAt = quota.NextAt(PerHour, time.GetUtcNow());
    }

    async Task OfferVoicesAsync(CancellationToken stop)
    {
        try
        {
            Offered = await voices.All(stop);
        }
        catch (RetellRefusal)
        {
            VoicesError = "Retell's voices cannot be listed right now. Try again in a minute.";
        }
    }

    void AddError(string field, string? sentence)
    {
        ModelState.Remove(field);
        if (sentence is not null)
            ModelState.AddModelError(field, sentence);
    }

    PageResult Again(int status = StatusCodes.Status422UnprocessableEntity)
    {
        Response.StatusCode = status;
        return Page();
    }
}
