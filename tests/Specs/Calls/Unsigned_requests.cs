using System.Net;
using Shouldly;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Unsigned_requests
{
    static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_764_000_000);
    readonly UnsignedRequestLimiter sources = new(3);

    TimeSpan? Wait(string address, int seconds = 0) => sources.Wait(IPAddress.Parse(address), Now.AddSeconds(seconds));

    [Fact]
    public void are_taken_so_often_a_minute_and_then_get_a_time_to_wait()
    {
        for (var i = 0; i < 3; i++)
            Wait("192.0.2.1").ShouldBeNull();
        Wait("192.0.2.1", 10).ShouldBe(TimeSpan.FromSeconds(50));
        Wait("192.0.2.2", 10).ShouldBeNull();
        Wait("192.0.2.1", 60).ShouldBeNull();
    }

    [Fact]
    public void are_one_when_they_share_a_network_of_IPv6_or_write_their_address_in_two_ways()
    {
        for (var i = 0; i < 3; i++)
            Wait($"2001:db8::{i}").ShouldBeNull();
        Wait("2001:db8::ffff").ShouldNotBeNull();
        Wait("2001:db8:0:1::1").ShouldBeNull();
        for (var i = 0; i < 3; i++)
            Wait("192.0.2.1");
        Wait("::ffff:192.0.2.1").ShouldNotBeNull();
    }

    [Fact]
    public void share_one_count_once_too_many_came()
    {
        for (var i = 0; i < UnsignedRequestLimiter.Most; i++)
            Wait(new IPAddress(0x0A000000L + i).ToString()).ShouldBeNull();
        for (var i = 0; i < 3; i++)
            Wait($"198.51.100.{i}").ShouldBeNull();
        Wait("198.51.100.9").ShouldNotBeNull();
    }
}
