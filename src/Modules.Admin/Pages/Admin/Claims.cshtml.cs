using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.OwnershipClaims;
using Switchhook.Admin.SignIn;
using Switchhook.Admin.Users;
using Switchhook.BuildingBlocks;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

[Authorize(Roles = AccountRoles.Admin)]
public class ClaimsModel(AccountsDb accounts, [FromKeyedServices(DatabaseRole.Audit)] IDocumentStore audit) : PageModel
{
    public IReadOnlyList<OwnershipClaim> Open { get; private set; } = [];
    public string? Answered { get; private set; }
    public string? TooLate { get; private set; }

    public ActorNames Claimants { get; private set; } = null!;

    public Task OnGetAsync(bool? approved, CancellationToken stop)
    {
        Answered = approved switch
        {
            true => "Approved: the agent is being connected.",
            false => "Refused: the claimant is told so.",
            _ => null,
        };
        return ReadAsync(stop);
    }

    public Task<IActionResult> OnPostApproveAsync(Guid claimant, Guid claim, [FromServices] IMessageBus bus, CancellationToken stop) =>
        AnswerAsync(claimant, new(claim, true), bus, stop);

    public Task<IActionResult> OnPostRefuseAsync(Guid claimant, Guid claim, [FromServices] IMessageBus bus, CancellationToken stop) =>
        AnswerAsync(claimant, new(claim, false), bus, stop);

    async Task<IActionResult> AnswerAsync(Guid claimant, DecideOwnershipClaim answer, IMessageBus bus, CancellationToken stop)
    {
        try
        {
            await bus.InvokeAsAsync(claimant, answer, by: User.AccountId());
            return RedirectToPage(new { answer.Approved });
        }
        catch (Refused refused)
        {
            TooLate = refused.Message;
            await ReadAsync(stop);
            return new PageResult { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }
    }

    async Task ReadAsync(CancellationToken stop)
    {
        Open = await PendingClaims.ReadAsync(audit, User.AccountId(), stop);
        Claimants = await ActorNames.ReadAsync(accounts, Open.Select(x => x.Claimant.ToString()), stop);
    }
}
