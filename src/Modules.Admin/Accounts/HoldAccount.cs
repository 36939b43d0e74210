using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

/// <summary>A new account waits for an admin's approval.</summary>
public record HoldAccount(Guid AccountId) : OfAccount(AccountId);

public static class HoldAccountHandler
{
    public static AccountHeld? Handle(HoldAccount command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) =>
        standing is { Held: false } ? new AccountHeld() : null;
}
