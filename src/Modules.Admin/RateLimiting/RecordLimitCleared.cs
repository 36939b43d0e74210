using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

/// <summary>An admin let somebody try again who was made to wait. From which network, and with which address, stands in no event.</summary>
/// <param name="Of">The account whose address it was; null where it was no account's, or the limit is a network's alone.</param>
public record NoteLimitCleared(Guid AccountId, string Limit, Guid? Of) : OfAccount(AccountId);

public static class NoteLimitClearedHandler
{
    public static LimitCleared Handle(NoteLimitCleared command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) => new(command.Limit, command.Of);
}
