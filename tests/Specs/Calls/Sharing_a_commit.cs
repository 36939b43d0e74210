using System.Text;
using System.Threading.Channels;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Sharing_a_commit
{
    static PendingDelivery Of(byte[] body) => new(new Delivery(Guid.CreateVersion7(), Given.Now, Given.Now, body, Signer.Platform));

    static List<PendingDelivery> Gathered(params byte[][] bodies)
    {
        var waiting = Channel.CreateUnbounded<PendingDelivery>();
        foreach (var body in bodies)
            waiting.Writer.TryWrite(Of(body));
        var batch = new List<PendingDelivery>();
        CommitBatch.Gather(waiting.Reader, batch);
        return batch;
    }

    [Fact]
    public void is_no_reason_to_wait_for_one_that_is_alone() => Gathered("{}"u8.ToArray()).Count.ShouldBe(1);

    [Fact]
    public void ends_after_so_many() =>
        Gathered([.. Enumerable.Range(0, 300).Select(i => Encoding.UTF8.GetBytes($"{{{i}}}"))]).Count.ShouldBe(CommitBatch.Most);

    [Fact]
    public void ends_after_so_many_bytes_and_takes_one_that_is_larger_than_that()
    {
        var random = new Random(1);
        var large = new byte[CommitBatch.MostBytes + 1];
        random.NextBytes(large);
        Gathered(large, large).Count.ShouldBe(1);
        Gathered("{}"u8.ToArray(), large, large).Count.ShouldBe(2);
    }

    [Fact]
    public async Task tells_each_its_own_outcome_once()
    {
        var pending = Of("{}"u8.ToArray());
        pending.IsCompleted.ShouldBeFalse();
        pending.Complete(null);
        pending.Complete(DeliveryStatus.Accepted);
        (await pending.Outcome).ShouldBeNull();
        pending.IsCompleted.ShouldBeTrue();
    }
}
