using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Specs.Calls;

public class Fair_batches_of_owners
{
    static WaitingDelivery Waits(string owner, string call, int size = 1_000) =>
        new(
            Guid.CreateVersion7(),
            "call_started",
            call,
            Lane.Of(call),
            Given.Now,
            Given.Now,
            new([], null),
            size,
            owner,
            null,
            null,
            owner
        );

    [Fact]
    public void put_owners_with_few_waiting_before_owners_with_many()
    {
        WaitingDelivery[] all =
        [
            .. Enumerable.Range(0, 30).Select(i => Waits("greedy", $"call_{i}", 100_000)),
            Waits("modest", "call_of_modest"),
        ];
        var turns = FairBatches.Of(all);
        turns.Heavy.ShouldBeEmpty();
        turns.Light[0].Take(2).Select(x => x.Share).ShouldContain("modest");
        turns.Light.Count.ShouldBeGreaterThan(2, "and much is not one transaction");
        turns.Light.Sum(x => x.Count).ShouldBe(all.Length);
    }

    [Fact]
    public void keep_the_deliveries_of_a_call_together_and_in_their_order()
    {
        WaitingDelivery[] all =
        [
            Waits("a", "call_1"),
            Waits("b", "call_2"),
            Waits("a", "call_1"),
            Waits("a", "call_3"),
            Waits("a", "call_1"),
        ];
        FairBatches.Of(all).Light.Single().Where(x => x.CallId == "call_1").Select(x => x.Id).ShouldBe([all[0].Id, all[2].Id, all[4].Id]);
    }

    [Fact]
    public void leave_calls_with_much_in_them_for_the_end_each_owner_in_turn()
    {
        WaitingDelivery[] all =
        [
            Waits("a", "call_1", 200_000),
            Waits("a", "call_2", 200_000),
            Waits("b", "call_3", 200_000),
            Waits("c", "call_4"),
            Waits("d", "call_5", 100_000),
            Waits("d", "call_5", 100_000),
        ];
        var turns = FairBatches.Of(all);
        turns.Light.SelectMany(x => x).Select(x => x.CallId).ShouldBe(["call_4"]);
        turns.Heavy.Select(x => x[0].CallId).ShouldBe(["call_1", "call_2", "call_3", "call_5"], ignoreOrder: true);
        var (served, order) = ("", new List<string>());
        for (var i = 0; i < 4; i++)
            order.Add(served = turns.NextHeavy(served)![0].Share);
        order.ShouldBe(["a", "b", "d", "a"]);
    }

    [Fact]
    public void are_theirs_within_an_hour_s_bytes()
    {
        using var budget = new OwnerBudget(10_000);
        var (owner, other) = (Signer.Owner("one"), Signer.Owner("two"));
        budget.Allows(owner, 9_000).ShouldBeTrue();
        budget.Allows(owner, 9_000).ShouldBeFalse();
        budget.Allows(other, 9_000).ShouldBeTrue("one's bytes are not another's");
        budget.Allows(Signer.Platform, 1_000_000).ShouldBeTrue("Retell sends these on behalf of everybody");
    }

    [Fact]
    public void count_a_small_row_for_what_it_costs()
    {
        using var budget = new OwnerBudget(OwnerBudget.Least * 2);
        Enumerable.Range(0, 3).Select(_ => budget.Allows(Signer.Owner("one"), 1)).ShouldBe([true, true, false]);
    }
}
