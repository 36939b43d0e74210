using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Sessions;
using Switchhook.Admin.SignUp;
using Wolverine;

namespace Switchhook.Admin.SignIn;

public enum SignInOutcome
{
    Welcome,
    Wrong,
    Unconfirmed,
    AwaitsApproval,
    Suspended,
}

/// <summary>Signing in, once somebody is proven to be the owner, and out again.</summary>
public sealed class PasswordSignIn(
    PasswordVerification verification,
    AccountsDb rows,
    SessionStore sessions,
    AccessRevocation revocation,
    SignInManager<Account> signIn,
    IMessageBus bus,
    TimeProvider time
)
{
    public async Task<SignInOutcome> WithPasswordAsync(string email, string password, bool remember) =>
        await verification.ProvenAsync(email, password) is { } account
            ? await SignInAsync(account, "password", remember)
            : SignInOutcome.Wrong;

    /// <summary>Once the person is proven to be the owner, the account's own state may be told.</summary>
    public async Task<SignInOutcome> SignInAsync(Account account, string with, bool remember)
    {
        if (account.AwaitsApproval)
            return SignInOutcome.AwaitsApproval;
        if (account.SuspendedAt is not null)
            return SignInOutcome.Suspended;
        if (!account.EmailConfirmed)
        {
            await bus.PublishAsync(new SendConfirmationLink(account.Id));
            return SignInOutcome.Unconfirmed;
        }
        var now = time.GetUtcNow();
        await rows.Users.Where(x => x.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(x => x.LastSignInAt, now));
        await bus.InvokeAsAsync(account.Id, new RecordSignIn(account.Id, with));
        await sessions.SignInHereAsync(account, remember);
        return SignInOutcome.Welcome;
    }

    public async Task SignOutAsync(ClaimsPrincipal user)
    {
        var account = user.AccountId();
        await sessions.EndAsync(account, user.SessionId());
        await bus.InvokeAsAsync(account, new RecordSignOut(account, Everywhere: false));
        await signIn.SignOutAsync();
    }

    /// <param name="keysToo">With them API keys, passkeys and linked applications.</param>
    public async Task SignOutEverywhereAsync(ClaimsPrincipal user, bool keysToo)
    {
        var account = user.AccountId();
        await revocation.RunAsync(account, keysToo ? RevocationReason.SignedOutEverywhere : RevocationReason.DevicesSignedOut);
        await bus.InvokeAsAsync(account, new RecordSignOut(account, Everywhere: true));
        await signIn.SignOutAsync();
    }

    /// <summary>Another device of the same owner.</summary>
    public async Task EndSessionAsync(Guid account, Guid session)
    {
        if (await sessions.EndAsync(account, session))
            await bus.InvokeAsAsync(account, new RecordSessionEnded(account, session));
    }
}
