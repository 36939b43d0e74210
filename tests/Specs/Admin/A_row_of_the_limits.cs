using Shouldly;
using Switchhook.Admin.RateLimiting;
using Switchhook.BuildingBlocks;
using Xunit;

namespace Switchhook.Specs.Admin;

public class A_row_of_the_limits
{
    static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    static bool Waits(RateLimit limit, int count, DateTimeOffset? at = null)
    {
        var tries = Enumerable.Range(0, count).Aggregate(RateLimitState.None(Now), (was, _) => limit.Take(was, Now).State);
        var row = new RateLimitRow(
            new()
            {
                LimitName = limit.Name,
                Address = "",
                Network = "",
                Count = tries.Count,
                FreeAt = tries.FreeAt,
                LastAt = tries.LastAt,
            },
            null
        );
        return row.WaitsAt(at ?? Now);
    }

    [Fact]
    public void waits_where_the_next_try_would_be_turned_away_and_not_while_a_bucket_fills_again()
    {
        Waits(SignInLimits.OfAddress, 29).ShouldBeFalse();
        Waits(SignInLimits.OfAddress, 30).ShouldBeTrue();
        Waits(SignInLimits.OfAddress, 30, Now.AddMinutes(2)).ShouldBeFalse();
        Waits(SignInLimits.OfAddressAndNetwork, 4).ShouldBeFalse();
        Waits(SignInLimits.OfAddressAndNetwork, 5).ShouldBeTrue();
        Waits(SignInLimits.OfAddressAndNetwork, 5, Now.AddSeconds(30)).ShouldBeFalse();
    }

    [Fact]
    public void of_a_limit_that_an_older_version_had_waits_for_nothing() =>
        new RateLimitRow(
            new()
            {
                LimitName = "gone",
                Address = "",
                Network = "",
                Count = 9,
                FreeAt = Now.AddDays(1),
            },
            null
        ).ShouldSatisfyAllConditions(x => x.WaitsAt(Now).ShouldBeFalse(), x => x.What.ShouldBe("gone"));
}
