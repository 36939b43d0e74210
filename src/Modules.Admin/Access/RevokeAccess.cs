using Switchhook.Admin.Accounts;
using Switchhook.Admin.ApiKeys;
using Switchhook.Admin.ExternalLogins;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.Access;

/// <summary>
/// Every key, passkey and linked issuer of the account comes to its end: written down in its stream, from which each is ended also where
/// that is pending.
/// </summary>
public record RevokeAccess(Guid AccountId) : AccountCommand(AccountId);

public static class RevokeAccessHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        RevokeAccess command,
        [WriteModel(nameof(AccountCommand.Stream))] AccountCredentials? credentials
    )
    {
        if (credentials is null)
            return ([], []);
        var (keys, issuers) = (
            credentials.Keys.Except(credentials.Revoked).Order().ToList(),
            credentials.Issuers.Order(StringComparer.Ordinal).ToList()
        );
        var passkeys = credentials.Passkeys.Order(StringComparer.Ordinal).ToList();
        return (
            [
                .. keys.Select(x => new ApiKeyRevoked(x)),
                .. issuers.Select(x => new IssuerUnlinked(x)),
                .. passkeys.Select(x => new PasskeyRemoved(x)),
            ],
            [
                .. keys.Select(x => new DisableApiKey(command.AccountId, x)),
                .. issuers.Select(x => new DeleteExternalLogin(command.AccountId, x)),
                .. passkeys.Select(x => new DeletePasskey(command.AccountId, x)),
            ]
        );
    }
}
