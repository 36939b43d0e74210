using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Admin.SignIn;
using Switchhook.Admin.SignUp;
using Switchhook.Admin.Users;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Pages.Admin;

/// <summary>Who may join: invitations, and accounts that wait for an answer.</summary>
[Authorize(Roles = AccountRoles.Admin)]
public class SignUpsModel(SignUpLinks signUps, AccountsDb accounts, SignUpSettings settings, MailSettings mail, IMessageBus bus) : AuthPage
{
    const int MostShown = 200;

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    public SignUpMode Mode => settings.Mode;
    public IReadOnlyList<SignUpLink> Invitations { get; private set; } = [];
    public IReadOnlyList<Account> Waiting { get; private set; } = [];
    public ActorNames InvitedBy { get; private set; } = null!;

    public string? Toast =>
        Done switch
        {
            "invited" => "The invitation is on its way.",
            "withdrawn" => "The invitation is withdrawn.",
            "approved" => "Approved. They can sign in now, and a mail tells them.",
            _ => null,
        };

    public Task OnGetAsync(CancellationToken stop) => ReadAsync(stop);

    public async Task<IActionResult> OnPostInviteAsync(CancellationToken stop)
    {
        try
        {
            if (AccountEmail.Read(Email) is not { } email)
                throw new Refused(AccountEmail.InvalidText);
            await bus.InvokeAsync(new InvitePerson(email, User.AccountId()), stop);
            return Redirect("/admin/sign-ups?done=invited");
        }
        catch (Refused refused)
        {
            ModelState.AddModelError(nameof(Email), refused.Message);
            await ReadAsync(stop);
            return Again();
        }
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid invitation)
    {
        await signUps.WithdrawAsync(invitation);
        return Redirect("/admin/sign-ups?done=withdrawn");
    }

    public async Task<IActionResult> OnPostApproveAsync(Guid account)
    {
        if (await accounts.Users.AsNoTracking().SingleOrDefaultAsync(x => x.Id == account && x.AwaitsApproval) is { Email: { } email })
        {
            await bus.InvokeAsAsync(account, new ApproveAccount(account, email, mail.Link("/sign-in")), by: User.AccountId());
            await bus.InvokeAsAsync(account, new SyncIdentity(account), by: User.AccountId());
        }
        return Redirect("/admin/sign-ups?done=approved");
    }

    async Task ReadAsync(CancellationToken stop)
    {
        Invitations = await signUps.InvitationsAsync(stop);
        Waiting = await accounts
            .Users.AsNoTracking()
            .Where(x => x.AwaitsApproval)
            .OrderBy(x => x.CreatedAt)
            .Take(MostShown)
            .ToListAsync(stop);
        InvitedBy = await ActorNames.ReadAsync(accounts, Invitations.Select(x => x.InvitedBy?.ToString()), stop);
    }
}
