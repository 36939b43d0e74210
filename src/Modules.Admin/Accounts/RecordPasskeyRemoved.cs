using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record NotePasskeyRemoved(Guid AccountId, string PasskeyId) : OfAccount(AccountId);

public static class NotePasskeyRemovedHandler
{
    public static PasskeyRemoved? Handle(NotePasskeyRemoved command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) =>
        standing?.Passkeys.Contains(command.PasskeyId) == true ? new(command.PasskeyId) : null;
}
