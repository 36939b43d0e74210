using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Switchhook.Admin.Sessions;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin.Accounts;

/// <summary>Where an account is at home: what its mails go by, and its pages while the browser says nothing.</summary>
public sealed class AccountTimeZone(UserManager<Account> accounts, AccountsDb rows, SessionStore sessions, IMessageBus bus)
{
    public async Task SetInitialAsync(Guid account, UserTimeZone zone)
    {
        await bus.InvokeAsAsync(account, new ChangeTimeZone(account, zone.Name));
        await rows.Users.Where(x => x.Id == account).ExecuteUpdateAsync(set => set.SetProperty(x => x.Zone, zone.Name));
    }

    /// <summary>By whoever is signed in here.</summary>
    public async Task ChangeAsync(Guid account, UserTimeZone zone)
    {
        await SetInitialAsync(account, zone);
        await sessions.RenewAsync((await accounts.FindByIdAsync(account.ToString()))!);
    }
}
