using Microsoft.AspNetCore.Identity;
using Switchhook.Admin.Mail;
using Switchhook.Admin.RateLimiting;
using Wolverine;

namespace Switchhook.Admin.Accounts;

/// <summary>
/// Sent for every wrong sign-in, whether there is such an account or not: only out here, where nobody waits, it makes a difference.
/// </summary>
/// <param name="AccountId">Null when the address is unknown.</param>
/// <param name="LockedUntil">Where the network that they came from has to pause from now on.</param>
public record RecordWrongPassword(Guid? AccountId, DateTimeOffset? LockedUntil);

public static class RecordWrongPasswordHandler
{
    public static async Task<OutgoingMessages> Handle(RecordWrongPassword command, UserManager<Account> accounts, SignInLimits limits)
    {
        if (command.AccountId is not { } id || await accounts.FindByIdAsync(id.ToString()) is not { } account)
            return [];
        var told = new OutgoingMessages { new RecordFailedSignIn(id, command.LockedUntil).WithTenantId(id.ToString()) };
        if (command.LockedUntil is not null && await limits.MayWarnAsync(id))
            told.Add(AccountEmails.PasswordsTried(account.Email!));
        return told;
    }
}
