using JasperFx;
using Wolverine.ErrorHandling;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Admin;

public record NoteFailedSignIn(Guid AccountId, DateTimeOffset? LockedUntil) : OfAccount(AccountId);

public static class NoteFailedSignInHandler
{
    // Many may fail for one account at once: each is noted, however often others were first.
    public static void Configure(HandlerChain chain) => chain.OnException<ConcurrencyException>()
        .RetryWithCooldown(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1))
        .Then.ScheduleRetry(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)).Then.MoveToErrorQueue();

    public static EventsToAppend Handle(NoteFailedSignIn command, [WriteModel(nameof(OfAccount.Stream))] Standing? standing) =>
        command.LockedUntil is { } until ? [new SignInFailed(), new LockedOut(until)] : [new SignInFailed()];
}
