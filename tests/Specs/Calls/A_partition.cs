using Shouldly;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public class A_partition
{
    [Theory, InlineData("", 25), InlineData("call_1", 16), InlineData("call_Jabr9TXYYJHfvl6Syypi88rdAHYHmcq6", 8)]
    public void stands_on_disk_and_is_the_same_for_ever(string call, int lane) => Partition.Of(call).ShouldBe((short)lane);

    [Fact]
    public void holds_about_as_many_calls_as_any_other()
    {
        var lanes = Enumerable.Range(0, 64_000).GroupBy(i => Partition.Of($"call_{i:x8}")).Select(x => x.Count()).ToList();
        lanes.Count.ShouldBe(Partition.Count);
        lanes.ShouldAllBe(x => x > 700 && x < 1_300);
    }

    [Fact]
    public void is_one_bit_of_many() => Partition.NumbersOf(Partition.Bit(0) | Partition.Bit(63)).ShouldBe([(short)0, (short)63]);
}
