using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record NoteSignOut(Guid AccountId, bool Everywhere) : OfAccount(AccountId);

public static class NoteSignOutHandler
{
    public static SignedOut Handle(NoteSignOut command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) => new(command.Everywhere);
}
