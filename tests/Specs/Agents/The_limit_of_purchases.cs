using System.Net;
using Shouldly;
using Switchhook.Agents.Pausing;
using Switchhook.Agents.Provisioning;
using Switchhook.Agents.Purchases;
using Switchhook.Contracts;
using Xunit;

namespace Switchhook.Specs.Agents;

public class The_limit_of_purchases
{
    static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    static readonly PurchaseLimits Limits = new(PerDay: 5, PerNetwork: 2);

    [Fact]
    public void lets_through_what_is_below_it() => Limits.Check(new(4, 1), Now);

    [Fact]
    public void holds_for_the_whole_installation() =>
        Should.Throw<RetryLater>(() => Limits.Check(new(5, 0, Now.AddHours(-20)), Now)).Next.ShouldBe(Now.AddHours(4));

    [Fact]
    public void holds_for_one_network() =>
        Should.Throw<RetryLater>(() => Limits.Check(new(2, 2, Now.AddHours(-20), Now.AddHours(-1)), Now)).Next.ShouldBe(Now.AddHours(23));

    [Theory]
    [InlineData(3, 0, null)]
    [InlineData(4, 0, "purchases")]
    [InlineData(4, 1, "purchases")]
    [InlineData(1, 1, "purchases-network")]
    public void alarms_the_administrators_when_it_is_reached(int all, int ofNetwork, string? about) =>
        Limits.Alarms(new(all, ofNetwork)).Cast<NotifyAdmins>().SingleOrDefault()?.About.ShouldBe(about);

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1::/48")]
    [InlineData(null, "unknown")]
    public void takes_the_network_that_one_buyer_usually_has(string? address, string network) =>
        PurchaseNetwork.Of(address is null ? null : IPAddress.Parse(address)).ShouldBe(network);

    [Fact]
    public void gives_back_what_cost_nothing()
    {
        var slot = AgentQuota.Free.Take(Given.Id, Now).ReleaseUncounted();
        (slot.AgentId, slot.Left(3, Now), slot.Attempts.Count).ShouldBe((null, 3, 1));
    }

    [Theory]
    [InlineData("us, ca,GB", "GB", true)]
    [InlineData("", "US", true)]
    [InlineData("", "CA", true)]
    [InlineData("", "JM", false)]
    [InlineData("", "GB", false)]
    [InlineData(null, null, false)]
    public void sends_calls_on_only_to_countries_that_are_allowed(string? added, string? country, bool allowed) =>
        AllowedCountries.Read(added).ShouldNotBeNull().Include(country, "US").ShouldBe(allowed);

    [Theory]
    [InlineData("USA")]
    [InlineData("US;CA")]
    [InlineData("ZZ")]
    public void refuses_a_country_that_there_is_not(string codes) => AllowedCountries.Read(codes).ShouldBeNull();
}
