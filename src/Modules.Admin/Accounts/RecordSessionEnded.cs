using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record RecordSessionEnded(Guid AccountId, Guid SessionId) : AccountCommand(AccountId);

public static class RecordSessionEndedHandler
{
    public static SessionEnded Handle(RecordSessionEnded command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        new(command.SessionId);
}
