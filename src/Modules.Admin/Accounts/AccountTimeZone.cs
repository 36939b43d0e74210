using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Admin;

/// <summary>Where an account is at home: what its mails go by, and its pages while the browser says nothing.</summary>
public sealed class Home(UserManager<Account> accounts, AccountsDb rows, Devices devices, IMessageBus bus)
{
    public async Task BeginAsync(Guid account, Zone zone)
    {
        await bus.AsAsync(account, new ChooseZone(account, zone.Name));
        await rows.Users.Where(x => x.Id == account).ExecuteUpdateAsync(set => set.SetProperty(x => x.Zone, zone.Name));
    }

    /// <summary>By whoever is signed in here.</summary>
    public async Task MoveAsync(Guid account, Zone zone)
    {
        await BeginAsync(account, zone);
        await devices.RenewAsync((await accounts.FindByIdAsync(account.ToString()))!);
    }
}
