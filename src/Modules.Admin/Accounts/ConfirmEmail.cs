using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record ConfirmEmail(Guid AccountId) : OfAccount(AccountId);

public static class ConfirmEmailHandler
{
    public static EmailConfirmed? Handle(ConfirmEmail command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) =>
        standing is { EmailConfirmed: false } ? new EmailConfirmed() : null;
}
