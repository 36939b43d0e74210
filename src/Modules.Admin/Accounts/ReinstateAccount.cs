using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record ReinstateAccount(Guid AccountId, Guid By) : AccountCommand(AccountId);

public static class ReinstateAccountHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        ReinstateAccount command,
        [WriteModel(nameof(AccountCommand.Stream))] AccountState? state
    )
    {
        if (state is null)
            throw new Refused("There is no such account.");
        if (command.By == command.AccountId)
            throw new Refused("Nobody reinstates their own account: ask another admin.");
        return !state.Suspended ? ([], []) : ([new AccountReinstated()], [new SyncIdentity(command.AccountId)]);
    }
}
