using Shouldly;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Users;
using Xunit;

namespace Switchhook.Specs.Admin;

public class The_status_of_an_account
{
    static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<bool, bool, bool, AccountStatus> Accounts =>
        new()
        {
            { true, false, false, AccountStatus.Active },
            { false, false, false, AccountStatus.Unconfirmed },
            { true, true, true, AccountStatus.Waiting },
            { true, false, true, AccountStatus.Suspended },
            { false, false, true, AccountStatus.Suspended },
        };

    [Theory, MemberData(nameof(Accounts))]
    public void is_the_gravest_that_applies(bool confirmed, bool waits, bool suspended, AccountStatus status) =>
        Account(confirmed, waits, suspended).StatusOf().ShouldBe(status);

    [Theory, MemberData(nameof(Accounts))]
    public void is_the_one_that_the_list_filters_by(bool confirmed, bool waits, bool suspended, AccountStatus status) =>
        Enum.GetValues<AccountStatus>()
            .Where(x => new[] { Account(confirmed, waits, suspended) }.AsQueryable().Of(x).Any())
            .ShouldBe([status]);

    static Account Account(bool confirmed, bool waits, bool suspended) =>
        new()
        {
            EmailConfirmed = confirmed,
            AwaitsApproval = waits,
            SuspendedAt = suspended ? Now.AddDays(-1) : null,
        };
}
