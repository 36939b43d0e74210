using System.Numerics;
using Shouldly;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public sealed class Claiming_partitions : IDisposable
{
    readonly PartitionSignals bells = new();

    public void Dispose() => bells.Dispose();

    [Fact]
    public void gives_nothing_where_nothing_is_signaled() => bells.Take(1).ShouldBe(0UL);

    [Fact]
    public void gives_each_worker_its_share_and_no_partition_to_two()
    {
        bells.Signal(Partition.All);
        var (first, second) = (bells.Take(2), bells.Take(2));
        (BitOperations.PopCount(first), BitOperations.PopCount(second)).ShouldBe((32, 16));
        (first & second).ShouldBe(0UL);
    }

    [Fact]
    public void of_a_single_one_gives_it_whole()
    {
        bells.Signal(Partition.Bit(63));
        bells.Take(8).ShouldBe(Partition.Bit(63));
        bells.Take(8).ShouldBe(0UL);
    }

    [Fact]
    public void keeps_a_partition_for_later_that_is_signaled_while_a_worker_has_it()
    {
        bells.Signal(Partition.Bit(5));
        var mine = bells.Take(1);
        bells.Signal(Partition.Bit(5));
        bells.Take(1).ShouldBe(0UL);
        bells.Release(mine, 0);
        bells.Take(1).ShouldBe(Partition.Bit(5));
    }

    [Fact]
    public void gives_what_was_left_unfinished_again()
    {
        bells.Signal(Partition.Bit(1) | Partition.Bit(2));
        bells.Release(bells.Take(1), Partition.Bit(2));
        bells.Take(1).ShouldBe(Partition.Bit(2));
    }

    [Fact]
    public void skips_no_partition_for_long_though_all_are_signaled()
    {
        var seen = 0UL;
        for (var i = 0; i < 2; i++)
        {
            bells.Signal(Partition.All);
            var mine = bells.Take(2);
            seen |= mine;
            bells.Release(mine, 0);
        }
        seen.ShouldBe(Partition.All);
    }

    [Fact]
    public async Task waits_until_a_partition_is_signaled()
    {
        var waiting = bells.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();
        bells.Signal(Partition.Bit(7));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
