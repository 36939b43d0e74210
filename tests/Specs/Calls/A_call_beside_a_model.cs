using System.Text.Json;
using Shouldly;
using Switchhook.Calls;
using Switchhook.Model;
using Xunit;

namespace Switchhook.Specs.Calls;

/// <summary>It takes every thread of the pool for as long as it lasts: what waits for anything would wait for it.</summary>
[CollectionDefinition(nameof(A_call_beside_a_model), DisableParallelization = true), Collection(nameof(A_call_beside_a_model))]
public class A_call_beside_a_model
{
    const int Cases = 50_000;

    /// <summary>Calls by chance, their deliveries shuffled, some twice, some in a second version that contradicts the first.</summary>
    [Fact]
    public void is_the_same_whatever_came_in_whatever_order()
    {
        var differing = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(
            0,
            Cases,
            seed =>
            {
                var chance = new Random(seed);
                List<ModelDelivery> told = [.. new RandomCall(seed, "agent_1").Deliveries()];
                if (chance.Next(2) == 0)
                    told.AddRange(ContradictingDeliveries.By(chance, told));
                // Which of two was signed last has nothing to do with which comes last.
                var signed = Enumerable.Range(0, told.Count).ToArray();
                chance.Shuffle(signed);
                told = [.. told.Select((x, i) => x with { SignedAt = signed[i] })];
                told.AddRange(told.Where(_ => chance.Next(4) == 0).ToList());
                var order = told.ToArray();
                chance.Shuffle(order);

                var heard = DecidedCall.Of(
                    order.Select(x => Payload.Read(x.Body())! with { SignedAt = DateTimeOffset.FromUnixTimeMilliseconds(x.SignedAt) })
                );
                var transfers = heard
                    .Story.OfType<CallTransferred>()
                    .Select(x => $"{x.Step} {x.Destination}")
                    .Order(StringComparer.Ordinal);
                var (shown, expected) = (
                    ExpectedViewReader.Of(JsonSerializer.Serialize(heard.Page), string.Join(", ", transfers)),
                    CallModel.Of(order)
                );
                if (shown != expected)
                    differing.Add(
                        $"seed {seed}: {string.Join(' ', order.Select(x => $"{x.Event}@{x.SignedAt}"))} shows {shown} and should show "
                            + $"{expected}"
                    );
                if (heard.Story.Count > 0 && ExpectedViewReader.Of(JsonSerializer.Serialize(heard.Row)) != expected.Row)
                    differing.Add($"seed {seed}: the row");
            }
        );
        differing.Take(3).ShouldBeEmpty();
    }
}
