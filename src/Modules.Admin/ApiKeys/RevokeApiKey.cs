using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record RevokeApiKey(Guid AccountId, Guid KeyId) : OfAccount(AccountId);

public static class RevokeApiKeyHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(RevokeApiKey command, [WriteModel(nameof(OfAccount.Stream))] Keyring? keyring) =>
        keyring?.Keys.Contains(command.KeyId) != true || keyring.Revoked.Contains(command.KeyId)
            ? ([], [])
            : ([new ApiKeyRevoked(command.KeyId)], [new CloseApiKey(command.AccountId, command.KeyId)]);
}
