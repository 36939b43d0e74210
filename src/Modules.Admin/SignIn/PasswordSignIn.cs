using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Wolverine;

namespace Switchhook.Admin;

public enum Entry { Welcome, Wrong, Unconfirmed, AwaitsApproval, Suspended }

/// <summary>Signing in, once somebody is proven to be the owner, and out again.</summary>
public sealed class FrontDoor(
    PasswordProof proof, AccountsDb rows, Devices devices, EndAccess ending, SignInManager<Account> signIn, IMessageBus bus,
    TimeProvider time)
{
    public async Task<Entry> WithPasswordAsync(string email, string password, bool remember) =>
        await proof.ProvenAsync(email, password) is { } account ? await EnterAsync(account, "password", remember) : Entry.Wrong;

    /// <summary>Once the person is proven to be the owner, the account's own state may be told.</summary>
    public async Task<Entry> EnterAsync(Account account, string with, bool remember)
    {
        if (account.AwaitsApproval) return Entry.AwaitsApproval;
        if (account.SuspendedAt is not null) return Entry.Suspended;
        if (!account.EmailConfirmed)
        {
            await bus.PublishAsync(new SendConfirmLink(account.Id));
            return Entry.Unconfirmed;
        }
        var now = time.GetUtcNow();
        await rows.Users.Where(x => x.Id == account.Id).ExecuteUpdateAsync(set => set.SetProperty(x => x.LastSignInAt, now));
        await bus.AsAsync(account.Id, new NoteSignIn(account.Id, with));
        await devices.SignInHereAsync(account, remember);
        return Entry.Welcome;
    }

    public async Task LeaveAsync(ClaimsPrincipal user)
    {
        var account = user.AccountId();
        await devices.EndAsync(account, user.SessionId());
        await bus.AsAsync(account, new NoteSignOut(account, Everywhere: false));
        await signIn.SignOutAsync();
    }

    /// <param name="keysToo">With them API keys, passkeys and linked applications.</param>
    public async Task LeaveEverywhereAsync(ClaimsPrincipal user, bool keysToo)
    {
        var account = user.AccountId();
        await ending.RunAsync(account, keysToo ? Ending.SignedOutEverywhere : Ending.DevicesSignedOut);
        await bus.AsAsync(account, new NoteSignOut(account, Everywhere: true));
        await signIn.SignOutAsync();
    }

    /// <summary>Another device of the same owner.</summary>
    public async Task CloseAsync(Guid account, Guid session)
    {
        if (await devices.EndAsync(account, session)) await bus.AsAsync(account, new NoteSessionEnded(account, session));
    }
}
