using System.Globalization;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Agents.Connections;
using Switchhook.Agents.Provisioning;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Pages.Agents;

[Authorize]
public class ConnectModel(IQuerySession session, RetellKeyProtector protector, RetellSettings retell, TimeProvider time) : PageModel
{
    /// <summary>Tells one wish from another; the id of the agent is made of it on the server.</summary>
    [BindProperty]
    public Guid Nonce { get; set; }

    [BindProperty]
    public string Name { get; set; } = "";

    [BindProperty]
    public string RetellAgentId { get; set; } = "";

    [BindProperty]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? SystemPrompt { get; set; }

    /// <summary>Comes in and never goes out again.</summary>
    [BindProperty]
    public string? Key { get; set; }

    public bool IsSandbox => retell.IsSandbox;
    public bool HasAgent { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await session.LoadAsync<AgentQuota>(AgentQuota.Only, stop) is { AgentId: not null })
            return RedirectToPage("Overview", new { already = true });
        Nonce = Guid.CreateVersion7(time.GetUtcNow());
        if (await session.NewestAgentAsync(stop) is { Connection: { Refusal: not null } tried } last)
            (Name, RetellAgentId, Number, SystemPrompt) = (last.Name, tried.RetellAgentId, tried.Number, tried.SystemPrompt);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromServices] IMessageBus bus, CancellationToken stop)
    {
        AddError(nameof(Name), AgentInputRules.Name(Name));
        AddError(nameof(RetellAgentId), ConnectionInputRules.RetellAgentId(RetellAgentId));
        AddError(nameof(Number), ConnectionInputRules.Number(Number));
        AddError(nameof(SystemPrompt), ConnectionInputRules.SystemPrompt(SystemPrompt));
        AddError(nameof(Key), ConnectionInputRules.Key(Key));
        if (!ModelState.IsValid)
            return Again();
        try
        {
            await bus.InvokeAsync(
                new ConnectAgent(
                    DeterministicId.Of("agent", session.TenantId, Nonce),
                    Name,
                    SystemPrompt,
                    RetellAgentId,
                    Number,
                    protector.Protect(session.TenantId, Key)
                ),
                stop
            );
            return RedirectToPage("Overview");
        }
        catch (Refused refused)
        {
            ModelState.AddModelError("", refused.Message);
            HasAgent = await session.LoadAsync<AgentQuota>(AgentQuota.Only, stop) is { AgentId: not null };
            Nonce = Guid.CreateVersion7(time.GetUtcNow());
            if (refused is not RetryLater soon)
                return Again();
            Response.Headers.RetryAfter = Math.Ceiling((soon.Next - time.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Again(StatusCodes.Status429TooManyRequests);
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
        if (!string.IsNullOrEmpty(Key) && ModelState[nameof(Key)]?.Errors.Count is null or 0)
            ModelState.AddModelError(nameof(Key), "Give the key once more: it is not kept in the page.");
        Response.StatusCode = status;
        return Page();
    }
}
