using System.Numerics;
using Shouldly;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public sealed class Waiting_lanes
{
    readonly WaitingLanes waiting = new(partitions: 2);

    [Fact]
    public void are_none_where_nothing_has_come()
    {
        waiting.Add(0).ShouldBeEmpty();
        waiting.Take(0).ShouldBe(0UL);
    }

    [Fact]
    public void are_divided_among_the_partitions_and_none_stands_in_two()
    {
        waiting.Add(Lane.All).ShouldBe([0, 1]);
        var (first, second) = (waiting.Take(0), waiting.Take(1));
        (BitOperations.PopCount(first), BitOperations.PopCount(second)).ShouldBe((32, 32));
        (first & second).ShouldBe(0UL);
        (first | second).ShouldBe(Lane.All);
    }

    [Fact]
    public void of_a_single_partition_are_all() => new WaitingLanes(partitions: 3).Add(Lane.Bit(63)).ShouldBe([0]);

    [Fact]
    public void need_one_message_until_it_has_arrived()
    {
        waiting.Add(Lane.Bit(5)).ShouldBe([1]);
        waiting.Add(Lane.Bit(5) | Lane.Bit(7)).ShouldBeEmpty();
        waiting.Take(1).ShouldBe(Lane.Bit(5) | Lane.Bit(7));
        waiting.Take(1).ShouldBe(0UL);
    }

    [Fact]
    public void that_come_while_theirs_are_processed_need_another_message()
    {
        waiting.Add(Lane.Bit(5));
        waiting.Take(1);
        waiting.Add(Lane.Bit(5)).ShouldBe([1]);
        waiting.Take(1).ShouldBe(Lane.Bit(5));
    }

    [Fact]
    public void that_were_left_unfinished_are_taken_again()
    {
        waiting.Add(Lane.Bit(1) | Lane.Bit(3));
        waiting.Take(1);
        waiting.Add(1, Lane.Bit(3)).ShouldBeTrue();
        waiting.Take(1).ShouldBe(Lane.Bit(3));
    }

    [Fact]
    public void that_many_add_at_once_are_all_taken_and_need_as_many_messages_as_are_taken()
    {
        var (published, seen) = (0, 0UL);
        Parallel.For(
            0,
            10_000,
            i =>
            {
                foreach (var partition in waiting.Add(Lane.Bit(i % Lane.Count)))
                {
                    Interlocked.Increment(ref published);
                    Interlocked.Or(ref seen, waiting.Take(partition));
                }
            }
        );
        published.ShouldBeGreaterThan(0);
        seen.ShouldBe(Lane.All);
        (waiting.Take(0) | waiting.Take(1)).ShouldBe(0UL);
    }

    [Theory, InlineData(2), InlineData(4), InlineData(64)]
    public void are_in_one_partition_each_however_many_there_are(int partitions)
    {
        var many = new WaitingLanes(partitions);
        many.Add(Lane.All).ShouldBe(Enumerable.Range(0, partitions));
        Enumerable.Range(0, partitions).Aggregate(0UL, (all, x) => all ^ many.Take(x)).ShouldBe(Lane.All);
    }
}
