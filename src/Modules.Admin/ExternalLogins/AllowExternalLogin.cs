using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

/// <summary>The next token of the issuer links the account again.</summary>
public record ReadmitIssuer(Guid AccountId, string Issuer) : OfAccount(AccountId);

public static class ReadmitIssuerHandler
{
    public static IssuerReadmitted? Handle(ReadmitIssuer command, [WriteModel(nameof(OfAccount.Stream))] Keyring? keyring) =>
        keyring?.ShutOut.Contains(command.Issuer) == true ? new IssuerReadmitted(command.Issuer) : null;
}
