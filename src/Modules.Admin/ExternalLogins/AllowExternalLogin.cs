using Switchhook.Admin.Access;
using Switchhook.Admin.Accounts;
using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin.ExternalLogins;

/// <summary>The next token of the issuer links the account again.</summary>
public record AllowExternalLogin(Guid AccountId, string Issuer) : AccountCommand(AccountId);

public static class AllowExternalLoginHandler
{
    public static IssuerReadmitted? Handle(
        AllowExternalLogin command,
        [WriteModel(nameof(AccountCommand.Stream))] AccountCredentials? credentials
    ) => credentials?.ShutOut.Contains(command.Issuer) == true ? new IssuerReadmitted(command.Issuer) : null;
}
