using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

/// <summary>
/// Every key, passkey and linked issuer of the account comes to its end: written down in its stream, from which each is ended also where that
/// is pending.
/// </summary>
public record RevokeAccess(Guid AccountId) : OfAccount(AccountId);

public static class RevokeAccessHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(RevokeAccess command, [WriteModel(nameof(OfAccount.Stream))] Keyring? keyring)
    {
        if (keyring is null) return ([], []);
        var (keys, issuers) = (keyring.Keys.Except(keyring.Revoked).Order().ToList(), keyring.Issuers.Order(StringComparer.Ordinal).ToList());
        var passkeys = keyring.Passkeys.Order(StringComparer.Ordinal).ToList();
        return (
            [.. keys.Select(x => new ApiKeyRevoked(x)), .. issuers.Select(x => new IssuerUnlinked(x)),
                .. passkeys.Select(x => new PasskeyRemoved(x))],
            [.. keys.Select(x => new CloseApiKey(command.AccountId, x)), .. issuers.Select(x => new DropIssuerLink(command.AccountId, x)),
                .. passkeys.Select(x => new DropPasskey(command.AccountId, x))]);
    }
}
