using System.Net;
using Shouldly;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Bytes_in_flight
{
    readonly BytesInFlight inFlight = new(perAddress: 100, inAll: 150);

    [Fact]
    public void are_bounded_for_each_address_and_in_all()
    {
        var (one, other) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        using var first = inFlight.TryReserve(one, 100, out _).ShouldNotBeNull();
        inFlight.TryReserve(one, 1, out var isAddressFull).ShouldBeNull();
        isAddressFull.ShouldBeTrue();
        using var second = inFlight.TryReserve(other, 50, out _).ShouldNotBeNull();
        inFlight.TryReserve(other, 1, out isAddressFull).ShouldBeNull();
        isAddressFull.ShouldBeFalse("it is the whole that is full");
    }

    [Fact]
    public void are_given_back_once()
    {
        var address = IPAddress.Parse("2001:db8::1");
        using (inFlight.TryReserve(IPAddress.Parse("2001:db8::2"), 60, out _))
            inFlight.TryReserve(address, 60, out _).ShouldBeNull("a network counts as one address");
        var held = inFlight.TryReserve(address, 60, out _)!;
        held.Dispose();
        held.Dispose();
        inFlight.ReservedBytes.ShouldBe(0);
        using var nothing = inFlight.TryReserve(address, 0, out _).ShouldNotBeNull();
        using var more = inFlight.TryReserve(address, 0, out _).ShouldNotBeNull();
    }
}
