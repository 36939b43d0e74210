using Shouldly;
using Switchhook.Admin.Accounts;
using Wolverine.Persistence.EventSourcing;
using Xunit;

namespace Switchhook.Specs.Admin;

public class Opening_an_account
{
    static AccountOpened? Open(AccountState? standing) => OpenAccountHandler.Handle(new(GivenAccount.Id, "sign-up"), standing);

    [Fact]
    public void says_how_it_came_about() => Open(null).ShouldBe(new AccountOpened("sign-up"));

    [Fact]
    public void is_silent_when_it_is_open() => Open(GivenAccount.With()).ShouldBeNull();

    [Fact]
    public void gives_it_no_rights()
    {
        var standing = GivenAccount.With();
        standing.EmailConfirmed.ShouldBeFalse();
        standing.Roles.ShouldBeEmpty();
    }
}

public class Confirming_an_address
{
    static EmailConfirmed? Confirm(AccountState? standing) => ConfirmEmailHandler.Handle(new(GivenAccount.Id), standing);

    [Fact]
    public void is_noted_once()
    {
        Confirm(GivenAccount.With()).ShouldNotBeNull();
        Confirm(GivenAccount.With(new EmailConfirmed())).ShouldBeNull();
    }

    [Fact]
    public void opens_no_account() => Confirm(null).ShouldBeNull();
}

public class Noting_a_wrong_password
{
    static EventsToAppend Note(DateTimeOffset? lockedUntil) =>
        RecordFailedSignInHandler.Handle(new(GivenAccount.Id, lockedUntil), GivenAccount.With());

    [Fact]
    public void keeps_that_it_happened_and_nothing_of_what_was_typed() => Note(null).ShouldBe([new SignInFailed()]);

    [Fact]
    public void keeps_until_when_the_account_takes_none() =>
        Note(GivenAccount.Now).ShouldBe([new SignInFailed(), new LockedOut(GivenAccount.Now)]);
}
