using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record RecordPasskeyRemoved(Guid AccountId, string PasskeyId) : AccountCommand(AccountId);

public static class RecordPasskeyRemovedHandler
{
    public static PasskeyRemoved? Handle(RecordPasskeyRemoved command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        state?.Passkeys.Contains(command.PasskeyId) == true ? new(command.PasskeyId) : null;
}
