using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.ApiKeys;

/// <param name="Hash">Of a secret that only its owner gets to see.</param>
/// <param name="Email">To whom the new key is told.</param>
/// <param name="Link">To the page of keys.</param>
public record CreateApiKey(Guid AccountId, Guid KeyId, string Name, string Scope, byte[] Hash, string Email, string Link) : PersonalData
{
    public string Stream => $"account/{AccountId}";
}

public static class CreateApiKeyHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        CreateApiKey command,
        [WriteModel(nameof(CreateApiKey.Stream))] AccountCredentials? credentials
    )
    {
        if (credentials is null)
            throw new Refused("There is no such account.");
        if (credentials.Keys.Contains(command.KeyId))
            return ([], []);
        if (ValidationError(command.Name) is { } fault)
            throw new Refused(fault);
        if (!ApiScopes.All.Contains(command.Scope))
            throw new Refused("A key may read, or read and write.");
        if (credentials.Live >= AccountCredentials.MostKeys)
            throw new Refused(
                $"You have {AccountCredentials.MostKeys} keys, which is as many as there can be. Revoke one that is not used any more."
            );
        return (
            [new ApiKeyCreated(command.KeyId, command.Scope)],
            [
                new StoreApiKey(command.AccountId, command.KeyId, command.Name.Trim(), command.Scope, command.Hash),
                AccountEmails.ApiKeyCreated(command.Email, command.Name.Trim(), command.Scope, command.Link),
            ]
        );
    }

    public static string? ValidationError(string? name) =>
        name?.Trim().Length is >= 1 and <= ApiKey.LongestName
            ? null
            : $"Give the key a name of 1 to {ApiKey.LongestName} characters, by which you know it again.";
}
