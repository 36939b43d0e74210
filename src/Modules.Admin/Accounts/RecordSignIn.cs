using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record RecordSignIn(Guid AccountId, string With) : AccountCommand(AccountId);

public static class RecordSignInHandler
{
    public static SignedIn Handle(RecordSignIn command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        new(command.With);
}
