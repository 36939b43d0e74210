using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Accounts;

/// <summary>A new account waits for an admin's approval.</summary>
public record HoldAccount(Guid AccountId) : AccountCommand(AccountId);

public static class HoldAccountHandler
{
    public static AccountHeld? Handle(HoldAccount command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        state is { Held: false } ? new AccountHeld() : null;
}
