using Wolverine.Persistence.EventSourcing;

namespace Switchhook.Admin;

public record NoteFailedSignIn(Guid AccountId, DateTimeOffset? LockedUntil) : OfAccount(AccountId);

public static class NoteFailedSignInHandler
{
    public static EventsToAppend Handle(NoteFailedSignIn command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) =>
        command.LockedUntil is { } until ? [new SignInFailed(), new LockedOut(until)] : [new SignInFailed()];
}
