using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record NotePasskeyAdded(Guid AccountId, string PasskeyId) : OfAccount(AccountId);

public static class NotePasskeyAddedHandler
{
    public static PasskeyAdded? Handle(NotePasskeyAdded command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) =>
        standing?.Passkeys.Contains(command.PasskeyId) == false ? new(command.PasskeyId) : null;
}
