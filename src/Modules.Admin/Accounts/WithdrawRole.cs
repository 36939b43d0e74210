using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

/// <param name="By">Who decides; null when the platform's configuration does.</param>
public record WithdrawRole(Guid AccountId, string Role, Guid? By) : AccountCommand(AccountId);

public static class WithdrawRoleHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        WithdrawRole command,
        [WriteModel(nameof(AccountCommand.Stream))] AccountState? state
    )
    {
        if (state is null)
            throw new Refused("There is no such account.");
        if (command.By == command.AccountId)
            throw new Refused("Nobody changes their own roles: ask another admin.");
        if (!AccountRoles.All.Contains(command.Role))
            throw new Refused("There is no such role.");
        return !state.Roles.Contains(command.Role) ? ([], []) : ([new RoleWithdrawn(command.Role)], [new SyncIdentity(command.AccountId)]);
    }
}
