using JasperFx;
using Wolverine.ErrorHandling;
using Wolverine.Persistence.EventSourcing;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Admin.Accounts;

public record RecordFailedSignIn(Guid AccountId, DateTimeOffset? LockedUntil) : AccountCommand(AccountId);

public static class RecordFailedSignInHandler
{
    // Many may fail for one account at once: each is noted, however often others were first.
    public static void Configure(HandlerChain chain) =>
        chain
            .OnException<ConcurrencyException>()
            .RetryWithCooldown(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1))
            .Then.ScheduleRetry(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30))
            .Then.MoveToErrorQueue();

    public static EventsToAppend Handle(RecordFailedSignIn command, [WriteModel(nameof(AccountCommand.Stream))] AccountState? state) =>
        command.LockedUntil is { } until ? [new SignInFailed(), new LockedOut(until)] : [new SignInFailed()];
}
