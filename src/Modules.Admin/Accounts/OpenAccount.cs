using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record OpenAccount(Guid AccountId, string By) : AccountCommand(AccountId);

public static class OpenAccountHandler
{
    public static AccountOpened? Handle(OpenAccount command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        state is null ? new AccountOpened(command.By) : null;
}
