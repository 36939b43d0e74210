using Microsoft.AspNetCore.Identity;
using Wolverine;

namespace Switchhook.Admin;

/// <summary>Sent for every wrong sign-in, whether there is such an account or not: only out here, where nobody waits, it makes a difference.</summary>
/// <param name="AccountId">Null when the address is unknown.</param>
/// <param name="LockedUntil">Where the network that they came from has to pause from now on.</param>
public record NoteWrongPassword(Guid? AccountId, DateTimeOffset? LockedUntil);

public static class NoteWrongPasswordHandler
{
    public static async Task<OutgoingMessages> Handle(NoteWrongPassword command, UserManager<Account> accounts, SignInLimits limits)
    {
        if (command.AccountId is not { } id || await accounts.FindByIdAsync(id.ToString()) is not { } account) return [];
        var told = new OutgoingMessages { new NoteFailedSignIn(id, command.LockedUntil).WithTenantId(id.ToString()) };
        if (command.LockedUntil is not null && await limits.MayWarnAsync(id)) told.Add(Letters.PasswordsTried(account.Email!));
        return told;
    }
}
