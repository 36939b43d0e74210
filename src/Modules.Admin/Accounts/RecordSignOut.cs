using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record RecordSignOut(Guid AccountId, bool Everywhere) : AccountCommand(AccountId);

public static class RecordSignOutHandler
{
    public static SignedOut Handle(RecordSignOut command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        new(command.Everywhere);
}
