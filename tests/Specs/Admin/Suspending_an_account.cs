using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;
using Xunit;

namespace Switchhook.Specs.Admin;

public class Suspending_an_account
{
    static (EventsToAppend Events, OutgoingMessages Messages) Suspend(AccountState? standing, Guid? by = null) =>
        SuspendAccountHandler.Handle(new(GivenAccount.Id, by ?? GivenAccount.AnAdmin), standing);

    [Fact]
    public void is_noted_and_enforced()
    {
        var (events, messages) = Suspend(GivenAccount.With(new EmailConfirmed()));
        events.ShouldBe([new AccountSuspended()]);
        messages.ShouldBe([new SyncIdentity(GivenAccount.Id)]);
    }

    [Fact]
    public void is_silent_when_it_is_suspended()
    {
        var (events, messages) = Suspend(GivenAccount.With(new AccountSuspended()));
        events.ShouldBeEmpty();
        messages.ShouldBeEmpty();
    }

    [Fact]
    public void is_possible_again_after_it_was_reinstated() =>
        Suspend(GivenAccount.With(new AccountSuspended(), new AccountReinstated())).Events.ShouldBe([new AccountSuspended()]);

    [Fact]
    public void is_refused_for_oneself() => Should.Throw<Refused>(() => Suspend(GivenAccount.With(), by: GivenAccount.Id));

    [Fact]
    public void is_refused_when_there_is_none() => Should.Throw<Refused>(() => Suspend(null));

    [Fact]
    public void leaves_its_roles_as_they_are() =>
        GivenAccount.With(new RoleGranted(AccountRoles.Auditor), new AccountSuspended()).Roles.ShouldBe([AccountRoles.Auditor]);
}

public class Reinstating_an_account
{
    static (EventsToAppend Events, OutgoingMessages Messages) Reinstate(AccountState? standing, Guid? by = null) =>
        ReinstateAccountHandler.Handle(new(GivenAccount.Id, by ?? GivenAccount.AnAdmin), standing);

    [Fact]
    public void is_noted_and_enforced()
    {
        var (events, messages) = Reinstate(GivenAccount.With(new AccountSuspended()));
        events.ShouldBe([new AccountReinstated()]);
        messages.ShouldBe([new SyncIdentity(GivenAccount.Id)]);
    }

    [Fact]
    public void is_silent_when_it_is_not_suspended() => Reinstate(GivenAccount.With()).Events.ShouldBeEmpty();

    [Fact]
    public void is_refused_for_oneself() =>
        Should.Throw<Refused>(() => Reinstate(GivenAccount.With(new AccountSuspended()), by: GivenAccount.Id));

    [Fact]
    public void is_refused_when_there_is_none() => Should.Throw<Refused>(() => Reinstate(null));
}
