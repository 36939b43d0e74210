using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record SuspendAccount(Guid AccountId, Guid By) : AccountCommand(AccountId);

public static class SuspendAccountHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        SuspendAccount command,
        [WriteModel(nameof(AccountCommand.Stream))] AccountState? state
    )
    {
        if (state is null)
            throw new Refused("There is no such account.");
        if (command.By == command.AccountId)
            throw new Refused("Nobody suspends their own account: ask another admin.");
        return state.Suspended ? ([], []) : ([new AccountSuspended()], [new SyncIdentity(command.AccountId)]);
    }
}
