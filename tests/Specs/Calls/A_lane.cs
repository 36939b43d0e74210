using Shouldly;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public class A_lane
{
    [Theory, InlineData("", 25), InlineData("call_1", 16), InlineData("call_Jabr9TXYYJHfvl6Syypi88rdAHYHmcq6", 8)]
    public void stands_on_disk_and_is_the_same_for_ever(string call, int lane) => Lane.Of(call).ShouldBe((short)lane);

    [Fact]
    public void holds_about_as_many_calls_as_any_other()
    {
        var lanes = Enumerable.Range(0, 64_000).GroupBy(i => Lane.Of($"call_{i:x8}")).Select(x => x.Count()).ToList();
        lanes.Count.ShouldBe(Lane.Count);
        lanes.ShouldAllBe(x => x > 700 && x < 1_300);
    }

    [Fact]
    public void is_one_bit_of_many() => Lane.NumbersOf(Lane.Bit(0) | Lane.Bit(63)).ShouldBe([(short)0, (short)63]);
}
