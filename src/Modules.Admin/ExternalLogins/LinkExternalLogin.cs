using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.ExternalLogins;

/// <summary>Tokens of the issuer act for the account from now on; its owner is told by mail.</summary>
public record LinkExternalLogin(Guid AccountId, string Issuer, string Email, string Link) : PersonalData
{
    public string Stream => $"account/{AccountId}";
}

public static class LinkExternalLoginHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        LinkExternalLogin command,
        [WriteModel(nameof(LinkExternalLogin.Stream))] AccountCredentials? credentials
    ) =>
        credentials?.ShutOut.Contains(command.Issuer) == true ? throw new Refused("The account's owner has shut this issuer out.")
        : credentials is null || credentials.Issuers.Contains(command.Issuer) ? ([], [])
        : ([new IssuerLinked(command.Issuer)], [AccountEmails.IssuerLinked(command.Email, command.Issuer, command.Link)]);
}
