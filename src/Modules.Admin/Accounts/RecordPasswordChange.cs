using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record RecordPasswordChange(Guid AccountId, string By) : AccountCommand(AccountId);

public static class RecordPasswordChangeHandler
{
    public static PasswordChanged Handle(RecordPasswordChange command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        new(command.By);
}
