using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record OpenAccount(Guid AccountId, string By) : OfAccount(AccountId);

public static class OpenAccountHandler
{
    public static AccountOpened? Handle(OpenAccount command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) =>
        standing is null ? new AccountOpened(command.By) : null;
}
