using Microsoft.AspNetCore.Identity;
using Wolverine;

namespace Switchhook.Admin;

/// <summary>Sent for every wrong sign-in, whether there is such an account or not: only out here, where nobody waits, it makes a difference.</summary>
/// <param name="AccountId">Null when the address is unknown, or when its account takes no passwords for a while.</param>
public record NoteWrongPassword(Guid? AccountId, DateTimeOffset? LockedUntil);

public static class NoteWrongPasswordHandler
{
    public static async Task<OutgoingMessages> Handle(NoteWrongPassword command, UserManager<Account> accounts)
    {
        if (command.AccountId is not { } id || await accounts.FindByIdAsync(id.ToString()) is not { } account) return [];
        var told = new OutgoingMessages { new NoteFailedSignIn(id, command.LockedUntil).WithTenantId(id.ToString()) };
        if (command.LockedUntil is not null) told.Add(Letters.LockedOut(account.Email!));
        return told;
    }
}
