using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.ExternalLogins;

public record UnlinkExternalLogin(Guid AccountId, string Issuer) : AccountCommand(AccountId);

public static class UnlinkExternalLoginHandler
{
    public static (EventsToAppend, OutgoingMessages) Handle(
        UnlinkExternalLogin command,
        [WriteModel(nameof(AccountCommand.Stream))] AccountCredentials? credentials
    ) =>
        credentials?.Issuers.Contains(command.Issuer) != true
            ? ([], [])
            : ([new IssuerUnlinked(command.Issuer)], [new DeleteExternalLogin(command.AccountId, command.Issuer)]);
}
