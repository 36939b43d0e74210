using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record NoteSessionEnded(Guid AccountId, Guid SessionId) : OfAccount(AccountId);

public static class NoteSessionEndedHandler
{
    public static SessionEnded Handle(NoteSessionEnded command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) => new(command.SessionId);
}
