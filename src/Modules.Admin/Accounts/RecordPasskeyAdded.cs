using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record RecordPasskeyAdded(Guid AccountId, string PasskeyId) : AccountCommand(AccountId);

public static class RecordPasskeyAddedHandler
{
    public static PasskeyAdded? Handle(RecordPasskeyAdded command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        state?.Passkeys.Contains(command.PasskeyId) == false ? new(command.PasskeyId) : null;
}
