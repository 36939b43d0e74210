using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record NotePassword(Guid AccountId, string By) : OfAccount(AccountId);

public static class NotePasswordHandler
{
    public static PasswordChanged Handle(NotePassword command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) => new(command.By);
}
