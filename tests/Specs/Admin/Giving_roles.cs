using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Contracts;
using Wolverine;
using Wolverine.Persistence.EventSourcing;
using Xunit;

namespace Switchhook.Specs.Admin;

public class Granting_a_role
{
    static (EventsToAppend Events, OutgoingMessages Messages) Grant(
        AccountState? standing,
        string role = AccountRoles.Auditor,
        Guid? by = null
    ) => GrantRoleHandler.Handle(new(GivenAccount.Id, role, by ?? GivenAccount.AnAdmin), standing);

    [Fact]
    public void is_noted_and_enforced()
    {
        var (events, messages) = Grant(GivenAccount.With());
        events.ShouldBe([new RoleGranted(AccountRoles.Auditor)]);
        messages.ShouldBe([new SyncIdentity(GivenAccount.Id)]);
    }

    [Fact]
    public void is_silent_when_the_account_has_it()
    {
        var (events, messages) = Grant(GivenAccount.With(new RoleGranted(AccountRoles.Auditor)));
        events.ShouldBeEmpty();
        messages.ShouldBeEmpty();
    }

    [Fact]
    public void adds_to_those_it_has() => Grant(GivenAccount.With(new RoleGranted(AccountRoles.Admin))).Events.ShouldNotBeEmpty();

    [Fact]
    public void is_possible_for_the_configuration() =>
        GrantRoleHandler
            .Handle(new(GivenAccount.Id, AccountRoles.Admin, By: null), GivenAccount.With())
            .Item1.ShouldBe([new RoleGranted(AccountRoles.Admin)]);

    [Fact]
    public void is_refused_to_oneself() => Should.Throw<Refused>(() => Grant(GivenAccount.With(), by: GivenAccount.Id));

    [Fact]
    public void is_refused_when_nobody_knows_the_role() => Should.Throw<Refused>(() => Grant(GivenAccount.With(), "owner"));

    [Fact]
    public void is_refused_when_there_is_no_account() => Should.Throw<Refused>(() => Grant(null));
}

public class Withdrawing_a_role
{
    static (EventsToAppend Events, OutgoingMessages Messages) Withdraw(
        AccountState? standing,
        string role = AccountRoles.Auditor,
        Guid? by = null
    ) => WithdrawRoleHandler.Handle(new(GivenAccount.Id, role, by ?? GivenAccount.AnAdmin), standing);

    [Fact]
    public void is_noted_and_enforced()
    {
        var (events, messages) = Withdraw(GivenAccount.With(new RoleGranted(AccountRoles.Auditor)));
        events.ShouldBe([new RoleWithdrawn(AccountRoles.Auditor)]);
        messages.ShouldBe([new SyncIdentity(GivenAccount.Id)]);
    }

    [Fact]
    public void is_silent_when_the_account_has_it_no_more() =>
        Withdraw(GivenAccount.With(new RoleGranted(AccountRoles.Auditor), new RoleWithdrawn(AccountRoles.Auditor))).Events.ShouldBeEmpty();

    [Fact]
    public void is_refused_to_oneself() =>
        Should.Throw<Refused>(() =>
            Withdraw(GivenAccount.With(new RoleGranted(AccountRoles.Admin)), AccountRoles.Admin, by: GivenAccount.Id)
        );

    [Fact]
    public void is_refused_when_nobody_knows_the_role() => Should.Throw<Refused>(() => Withdraw(GivenAccount.With(), "owner"));

    [Fact]
    public void is_refused_when_there_is_no_account() => Should.Throw<Refused>(() => Withdraw(null));
}
