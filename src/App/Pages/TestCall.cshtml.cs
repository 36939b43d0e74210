using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Agents;
using Switchhook.Calls.TestCalls;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.App.Pages;

/// <summary>Talk to the agent from the browser. With a key of Retell's there is sound; in the sandbox the visitor is played.</summary>
[Authorize]
public sealed class TestCallModel(IQuerySession session, IMessageBus bus, RetellSettings retell, Prices prices) : PageModel
{
    public AgentDetails? Agent { get; private set; }
    public bool IsSandbox => retell.IsSandbox;
    public bool CanCall => Agent is { RetellAgentId: not null, Status: AgentStatus.Live };
    public decimal PerMinute => prices.PerMinute;

    public async Task OnGetAsync(CancellationToken stop) => Agent = await session.NewestAgentAsync(stop);

    /// <summary>The sandbox plays the call, and the dashboard shows it coming in.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!IsSandbox)
            throw new Refused("Your browser's scripts are needed to speak from here. Ring the number instead.");
        return RedirectToPage("/Index", new { playing = (await OpenAsync(stop)).CallId });
    }

    /// <summary>Asked by the page's script once it may use the microphone.</summary>
    public async Task<IActionResult> OnPostJoinAsync(CancellationToken stop)
    {
        var call = await OpenAsync(stop);
        Response.Headers.CacheControl = "no-store";
        return new JsonResult(new { call.CallId, call.AccessToken });
    }

    async Task<WebCall> OpenAsync(CancellationToken stop)
    {
        Agent = await session.NewestAgentAsync(stop);
        if (!CanCall)
            throw new Refused("There is no agent to call: it has to be live first.");
        return await bus.InvokeAsync<WebCall>(new StartWebCall(Agent!.RetellAgentId!), stop);
    }
}
