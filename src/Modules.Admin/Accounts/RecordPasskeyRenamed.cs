using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record RecordPasskeyRenamed(Guid AccountId, string PasskeyId) : AccountCommand(AccountId);

public static class RecordPasskeyRenamedHandler
{
    public static PasskeyRenamed Handle(RecordPasskeyRenamed command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        new(command.PasskeyId);
}
