using System.Numerics;
using Shouldly;
using Switchhook.Calls.Intake;
using Xunit;

namespace Switchhook.Specs.Calls;

public sealed class Taking_lanes : IDisposable
{
    readonly Bells bells = new();

    public void Dispose() => bells.Dispose();

    [Fact]
    public void gives_nothing_where_nothing_rings() => bells.Take(1).ShouldBe(0UL);

    [Fact]
    public void gives_each_worker_its_part_and_no_lane_to_two()
    {
        bells.Ring(Lane.All);
        var (first, second) = (bells.Take(2), bells.Take(2));
        (BitOperations.PopCount(first), BitOperations.PopCount(second)).ShouldBe((32, 16));
        (first & second).ShouldBe(0UL);
    }

    [Fact]
    public void of_a_single_one_gives_it_whole()
    {
        bells.Ring(Lane.Bit(63));
        bells.Take(8).ShouldBe(Lane.Bit(63));
        bells.Take(8).ShouldBe(0UL);
    }

    [Fact]
    public void keeps_a_lane_for_later_that_rings_while_somebody_is_at_it()
    {
        bells.Ring(Lane.Bit(5));
        var mine = bells.Take(1);
        bells.Ring(Lane.Bit(5));
        bells.Take(1).ShouldBe(0UL);
        bells.Leave(mine, 0);
        bells.Take(1).ShouldBe(Lane.Bit(5));
    }

    [Fact]
    public void gives_what_was_left_unfinished_again()
    {
        bells.Ring(Lane.Bit(1) | Lane.Bit(2));
        bells.Leave(bells.Take(1), Lane.Bit(2));
        bells.Take(1).ShouldBe(Lane.Bit(2));
    }

    [Fact]
    public void leaves_no_lane_out_for_long_though_all_ring_all_the_time()
    {
        var seen = 0UL;
        for (var i = 0; i < 2; i++)
        {
            bells.Ring(Lane.All);
            var mine = bells.Take(2);
            seen |= mine;
            bells.Leave(mine, 0);
        }
        seen.ShouldBe(Lane.All);
    }

    [Fact]
    public async Task waits_until_something_rings()
    {
        var waiting = bells.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();
        bells.Ring(Lane.Bit(7));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
