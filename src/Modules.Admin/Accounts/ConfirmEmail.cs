using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

public record ConfirmEmail(Guid AccountId) : AccountCommand(AccountId);

public static class ConfirmEmailHandler
{
    public static EmailConfirmed? Handle(ConfirmEmail command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        state is { EmailConfirmed: false } ? new EmailConfirmed() : null;
}
