using System.Collections.Concurrent;
using System.Diagnostics;
using Shouldly;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>Altered signatures and altered bodies: none is taken for signed. <c>bin/chaos forgery</c> says how many.</summary>
[Collection(nameof(ExclusiveCollection))]
public class Forgery
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Forgeries = ChaosOptions.Number("CHAOS_FORGERIES", 20_000);

    [Fact]
    public void is_never_accepted()
    {
        var watch = Stopwatch.StartNew();
        var (accepted, refused, kinds) = (
            new ConcurrentBag<string>(),
            new ConcurrentBag<string>(),
            new ConcurrentDictionary<string, int>()
        );
        var breaker = new SignatureMutator(Seed);
        const int parts = 64;
        Parallel.For(
            0,
            parts,
            part =>
            {
                var mutator = new Mutator(Seed * parts + part);
                for (var i = part; i < Forgeries; i += parts)
                {
                    var body = mutator.Next("agent_1");
                    var (how, altered, header) = breaker.Break(body, i);
                    kinds.AddOrUpdate(how, 1, (_, before) => before + 1);
                    if (IsSigned(altered, header))
                        accepted.Add($"{how}, number {i}: {header} over {Convert.ToBase64String(altered)}");
                    // One that refuses everything would pass, too.
                    if (i % 100 == 0 && !IsSigned(body, WebhookClient.Sign(body, DateTimeOffset.UtcNow)))
                        refused.Add($"number {i}");
                }
            }
        );
        ChaosOptions.Report([
            .. accepted.Take(10),
            FormattableString.Invariant(
                $"seed {Seed}, forgeries {Forgeries} of {kinds.Count} kinds, accepted {accepted.Count}; {watch.Elapsed.TotalSeconds:0} s"
            ),
        ]);
        accepted.Take(5).ShouldBeEmpty($"seed {Seed}");
        refused.ShouldBeEmpty();
        kinds.ShouldAllBe(x => x.Value > Forgeries / 20);
    }

    static bool IsSigned(byte[] body, string? header) =>
        Signature.Read(header)?.Matches(body, PretendRetell.Key, DateTimeOffset.UtcNow) == true;
}
