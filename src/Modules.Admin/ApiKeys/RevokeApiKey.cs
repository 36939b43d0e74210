using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.ApiKeys;

public record RevokeApiKey(Guid AccountId, Guid KeyId) : AccountCommand(AccountId);

public static class RevokeApiKeyHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        RevokeApiKey command,
        [WriteModel(nameof(AccountCommand.Stream))] AccountCredentials? credentials
    ) =>
        credentials?.Keys.Contains(command.KeyId) != true || credentials.Revoked.Contains(command.KeyId)
            ? ([], [])
            : ([new ApiKeyRevoked(command.KeyId)], [new DisableApiKey(command.AccountId, command.KeyId)]);
}
