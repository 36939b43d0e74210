using Microsoft.AspNetCore.Identity;
using Wolverine;

namespace Switchhook.Admin;

/// <summary>A new password for somebody who knows the old one: other devices are signed out, this one is not.</summary>
public sealed class PasswordChange(UserManager<Account> accounts, FrontDoor door, Devices devices, IMessageBus bus, MailSettings mail)
{
    /// <returns>False when the old one is wrong, or when too many wrong ones came before.</returns>
    public async Task<bool> MakeAsync(string email, string old, string chosen)
    {
        if (await door.ProvenAsync(email, old) is not { } account) return false;
        account.PasswordHash = accounts.PasswordHasher.HashPassword(account, chosen);
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        (await accounts.UpdateSecurityStampAsync(account)).OrThrow();
        await devices.KeepOnlyThisAsync(account);
        await bus.AsAsync(account.Id, new NotePassword(account.Id, "account"));
        await bus.PublishAsync(Letters.PasswordChanged(email, mail.Link("/forgot-password")));
        return true;
    }
}
