using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record UnlinkIssuer(Guid AccountId, string Issuer) : OfAccount(AccountId);

public static class UnlinkIssuerHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(UnlinkIssuer command, [WriteModel(nameof(OfAccount.Stream))] Keyring? keyring) =>
        keyring?.Issuers.Contains(command.Issuer) != true
            ? ([], [])
            : ([new IssuerUnlinked(command.Issuer)], [new DropIssuerLink(command.AccountId, command.Issuer)]);
}
