using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record NotePasskeyRenamed(Guid AccountId, string PasskeyId) : OfAccount(AccountId);

public static class NotePasskeyRenamedHandler
{
    public static PasskeyRenamed Handle(NotePasskeyRenamed command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) => new(command.PasskeyId);
}
