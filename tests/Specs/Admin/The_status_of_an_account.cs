using Shouldly;
using Switchhook.Admin;
using Xunit;

namespace Switchhook.Specs.Admin;

public class The_status_of_an_account
{
    static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<bool, int?, bool, AccountStatus> Accounts => new()
    {
        { true, null, false, AccountStatus.Active },
        { true, -1, false, AccountStatus.Active },
        { false, null, false, AccountStatus.Unconfirmed },
        { true, 5, false, AccountStatus.Locked },
        { false, 5, false, AccountStatus.Locked },
        { true, null, true, AccountStatus.Suspended },
        { false, 5, true, AccountStatus.Suspended },
    };

    [Theory, MemberData(nameof(Accounts))]
    public void is_the_gravest_that_applies(bool confirmed, int? lockedForMinutes, bool suspended, AccountStatus status) =>
        Account(confirmed, lockedForMinutes, suspended).StatusAt(Now).ShouldBe(status);

    [Theory, MemberData(nameof(Accounts))]
    public void is_the_one_that_the_list_filters_by(bool confirmed, int? lockedForMinutes, bool suspended, AccountStatus status) =>
        Enum.GetValues<AccountStatus>().Where(x => new[] { Account(confirmed, lockedForMinutes, suspended) }.AsQueryable().Of(x, Now).Any()).ShouldBe([status]);

    static Account Account(bool confirmed, int? lockedForMinutes, bool suspended) => new()
    {
        EmailConfirmed = confirmed, LockoutEnd = lockedForMinutes is { } minutes ? Now.AddMinutes(minutes) : null, SuspendedAt = suspended ? Now.AddDays(-1) : null,
    };
}
