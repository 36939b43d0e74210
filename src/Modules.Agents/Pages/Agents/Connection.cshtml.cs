using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Agents.Connections;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Pages.Agents;

[Authorize]
public class ConnectionModel(IQuerySession session, RetellKeyProtector protector) : PageModel
{
    /// <summary>Comes in and never goes out again.</summary>
    [BindProperty]
    public string? Key { get; set; }

    public AgentDetails Agent { get; private set; } = null!;

    /// <summary>What is wrong with the new key.</summary>
    public string? Wrong { get; private set; }
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await FindAsync(stop) ? Page() : RedirectToPage("Overview");

    public async Task<IActionResult> OnGetBodyAsync(CancellationToken stop) =>
        await FindAsync(stop) ? Partial("_ConnectionBody", this) : NotFound();

    public Task<IActionResult> OnPostRetryAsync([FromServices] IMessageBus bus, CancellationToken stop) =>
        DoAsync(bus, "Overview", agent => new RetryWebhook(agent), stop);

    public Task<IActionResult> OnPostDisconnectAsync([FromServices] IMessageBus bus, CancellationToken stop) =>
        DoAsync(bus, "Overview", agent => new DisconnectAgent(agent), stop);

    public async Task<IActionResult> OnPostKeyAsync([FromServices] IMessageBus bus, CancellationToken stop)
    {
        Wrong = ConnectionInputRules.Key(Key);
        if (Wrong is null && protector.Protect(session.TenantId, Key) is { } key)
            return await DoAsync(bus, "Connection", agent => new ReplaceKey(agent, key), stop);
        Wrong ??= "Give the new key.";
        if (!await FindAsync(stop))
            return RedirectToPage("Overview");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    async Task<IActionResult> DoAsync(IMessageBus bus, string then, Func<Guid, ConnectionMessage> command, CancellationToken stop)
    {
        if (!await FindAsync(stop))
            return RedirectToPage("Overview");
        try
        {
            await bus.InvokeAsync(command(Agent.AgentId), stop);
            return RedirectToPage(then);
        }
        catch (Refused refused)
        {
            Refusal = refused.Message;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken stop)
    {
        if (await session.NewestAgentAsync(stop) is not { Connection.IsOver: false } agent)
            return false;
        Agent = agent;
        return true;
    }
}
