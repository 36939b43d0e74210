using Shouldly;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Backpressure_under_load
{
    readonly Clock clock = new();
    readonly Backpressure rush;

    public Backpressure_under_load() => rush = new(clock);

    bool IsOnAfter(int deliveries, double every)
    {
        for (var i = 0; i < deliveries; i++)
        {
            clock.Pass(every);
            rush.Add(1);
        }
        return rush.IsOn;
    }

    [Fact]
    public void is_no_single_delivery_and_no_steady_two_hundred_a_second()
    {
        IsOnAfter(1, every: 0).ShouldBeFalse();
        IsOnAfter(1000, every: 5).ShouldBeFalse();
    }

    [Fact]
    public void is_five_hundred_a_second_and_many_at_once()
    {
        IsOnAfter(100, every: 2).ShouldBeTrue();
        clock.Pass(1000);
        rush.Add(64);
        rush.IsOn.ShouldBeTrue();
    }

    [Fact]
    public void is_the_stronger_the_more_come_and_leaves_no_time_for_anything_else_from_some_two_thousand_a_second()
    {
        IsOnAfter(200, every: 2);
        rush.Strength.ShouldBeInRange(0, .25);
        IsOnAfter(400, every: 1);
        rush.Strength.ShouldBeInRange(.25, .6);
        IsOnAfter(800, every: .4);
        rush.Strength.ShouldBe(1);
    }

    [Fact]
    public void is_over_soon_after_its_last_delivery()
    {
        rush.Add(2000);
        clock.Pass(120);
        rush.IsOn.ShouldBeFalse();
    }

    sealed class Clock : TimeProvider
    {
        long now;

        public void Pass(double milliseconds) => now += (long)(milliseconds * 1000);

        public override long GetTimestamp() => now;

        public override long TimestampFrequency => 1_000_000;
    }
}
