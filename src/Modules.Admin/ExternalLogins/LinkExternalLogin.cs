using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

/// <summary>Tokens of the issuer act for the account from now on; its owner is told by mail.</summary>
public record LinkIssuer(Guid AccountId, string Issuer, string Email, string Link) : Discreet
{
    public string Stream => $"account/{AccountId}";
}

public static class LinkIssuerHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(LinkIssuer command, [WriteModel(nameof(LinkIssuer.Stream))] Keyring? keyring) =>
        keyring?.ShutOut.Contains(command.Issuer) == true ? throw new Refused("The account's owner has shut this issuer out.")
        : keyring is null || keyring.Issuers.Contains(command.Issuer)
            ? ([], [])
            : ([new IssuerLinked(command.Issuer)], [Letters.IssuerLinked(command.Email, command.Issuer, command.Link)]);
}
