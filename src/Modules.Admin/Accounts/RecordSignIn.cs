using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record NoteSignIn(Guid AccountId, string With) : OfAccount(AccountId);

public static class NoteSignInHandler
{
    public static SignedIn Handle(NoteSignIn command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) => new(command.With);
}
