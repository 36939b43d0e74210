using System.Net;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Switchhook.App.Platform.Api;
using Xunit;

namespace Switchhook.Specs.Api;

public class Wrong_keys
{
    readonly Clock clock = new();
    readonly WrongKeys wrong;

    public Wrong_keys() => wrong = new(clock);

    [Fact]
    public void are_forgiven_twenty_times_a_minute()
    {
        for (var i = 0; i < 20; i++) wrong.Count(From("203.0.113.7")).ShouldBeNull();
        wrong.MayNotTry(From("203.0.113.7"), [1]).ShouldBeTrue();
        wrong.Count(From("203.0.113.7")).ShouldBe(60 - 15);
        clock.Now += TimeSpan.FromSeconds(45);
        wrong.MayNotTry(From("203.0.113.7"), [1]).ShouldBeFalse();
    }

    [Fact]
    public void of_one_address_are_no_other_addresss()
    {
        for (var i = 0; i < 30; i++) wrong.Count(From("203.0.113.7"));
        wrong.MayNotTry(From("203.0.113.8"), [1]).ShouldBeFalse();
    }

    [Fact]
    public void of_one_ipv6_network_are_one_addresss()
    {
        for (var i = 0; i < 20; i++) wrong.Count(From($"2001:db8:1:2::{i}"));
        wrong.MayNotTry(From("2001:db8:1:2:ffff::1"), [1]).ShouldBeTrue();
        wrong.MayNotTry(From("2001:db8:1:3::1"), [1]).ShouldBeFalse();
    }

    [Fact]
    public void shut_out_no_key_that_opened_before()
    {
        wrong.Opened([7]);
        for (var i = 0; i < 30; i++) wrong.Count(From("203.0.113.7"));
        wrong.MayNotTry(From("203.0.113.7"), [7]).ShouldBeFalse();
        wrong.MayNotTry(From("203.0.113.7"), [8]).ShouldBeTrue();
    }

    static DefaultHttpContext From(string address)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return http;
    }

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 25, 12, 0, 15, TimeSpan.Zero);
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
