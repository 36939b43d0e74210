using Switchhook.Admin.Accounts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.RateLimiting;

/// <summary>An admin let somebody try again who was made to wait. From which network, and with which address, stands in no event.</summary>
/// <param name="Of">The account whose address it was; null where it was no account's, or the limit is a network's alone.</param>
public record RecordLimitCleared(Guid AccountId, string Limit, Guid? Of) : AccountCommand(AccountId);

public static class RecordLimitClearedHandler
{
    public static LimitCleared Handle(RecordLimitCleared command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        new(command.Limit, command.Of);
}
