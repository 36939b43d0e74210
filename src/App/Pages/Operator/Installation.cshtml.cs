using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.SignIn;
using Switchhook.Agents;
using Switchhook.Agents.Reconciliation;
using Switchhook.App.Hosting.InstallationIdentity;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.App.Pages.Operator;

/// <summary>Whether this site is the live one, and what it left behind at Retell.</summary>
[Authorize(Roles = AccountRoles.Admin)]
public sealed class InstallationModel(
    [FromKeyedServices(DatabaseRole.Audit)] IDocumentStore audit,
    IMessageBus bus,
    DrillMode drill,
    OperatorAlerts alerts
) : PageModel
{
    public DrillMode Drill => drill;
    public IReadOnlyList<Orphan> Orphans { get; private set; } = [];
    public IReadOnlyList<string> Alerts { get; private set; } = [];
    public string? Refusal { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => await ReadAsync(stop);

    public Task<IActionResult> OnPostLiveAsync(CancellationToken stop) =>
        DoAsync(new ResolveDrillMode(IsLive: true, $"{User.AccountId()}"), stop);

    public Task<IActionResult> OnPostCopyAsync(CancellationToken stop) =>
        DoAsync(new ResolveDrillMode(IsLive: false, $"{User.AccountId()}"), stop);

    public async Task<IActionResult> OnPostReleaseAsync(string? id, CancellationToken stop) =>
        id is { Length: > 0 } ? await DoAsync(new ReleaseOrphan(id, User.AccountId()), stop) : NotFound();

    public string What(Orphan orphan) =>
        orphan.Kind switch
        {
            RetellResourceKind.Number => "Phone number",
            RetellResourceKind.Agent => "Agent",
            _ => "Prompt",
        };

    async Task<IActionResult> DoAsync(object command, CancellationToken stop)
    {
        try
        {
            await bus.InvokeForTenantAsync(Installation.Tenant, command, stop);
            return RedirectToPage();
        }
        catch (Refused refused)
        {
            Refusal = refused.Message;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            await ReadAsync(stop);
            return Page();
        }
    }

    async Task ReadAsync(CancellationToken stop)
    {
        await using var session = audit.QuerySession(Installation.Tenant);
        Orphans = await session.Query<Orphan>().Where(x => x.ReleasedAt == null).OrderBy(x => x.SeenAt).Take(500).ToListAsync(stop);
        Alerts =
        [
            .. alerts.Active,
            .. await session.LoadAsync<MissingAgents>(MissingAgents.Only, stop) is { } missing ? [missing.Sentence] : Array.Empty<string>(),
        ];
    }
}
