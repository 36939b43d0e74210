using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Switchhook.BuildingBlocks;
using Switchhook.Calls;
using Switchhook.Calls.Ingestion;
using Xunit;

namespace Switchhook.Chaos.Webhooks;

/// <summary>
/// Bodies that nobody foresaw. What Retell signed is kept whatever it is, and nothing breaks; what it did not sign is refused. <c>bin/chaos
/// fuzz</c> says how many.
/// </summary>
[Collection(nameof(ExclusiveCollection))]
public partial class Fuzz
{
    static readonly int Seed = ChaosOptions.Number("CHAOS_SEED", 1),
        Mutants = ChaosOptions.Number("CHAOS_MUTANTS", 200_000),
        Posts = ChaosOptions.Number("CHAOS_POSTS", 5_000);
    const string Agent = "agent_of_the_fuzz";

    [Fact]
    public void is_understood_or_set_aside_and_never_a_surprise()
    {
        var watch = Stopwatch.StartNew();
        var (surprises, read, unreadable) = (new ConcurrentBag<string>(), 0, 0);
        const int parts = 64;
        Parallel.For(
            0,
            parts,
            part =>
            {
                var mutator = new Mutator(Seed * parts + part);
                for (var i = part; i < Mutants; i += parts)
                {
                    var body = mutator.Next(Agent);
                    try
                    {
                        if (IsRead(body))
                            Interlocked.Increment(ref read);
                        else
                            Interlocked.Increment(ref unreadable);
                    }
                    catch (Exception surprise)
                    {
                        surprises.Add($"{surprise.GetType().Name}: {surprise.Message}, {Convert.ToBase64String(body)}");
                    }
                }
            }
        );
        ChaosOptions.Report([
            .. surprises.Take(10),
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, mutants in process {Mutants}, read {read}, no JSON {unreadable}, unhandled exceptions "
                    + $"{surprises.Count}; {watch.Elapsed.TotalSeconds:0} s"
            ),
        ]);
        surprises.Take(5).ShouldBeEmpty($"seed {Seed}");
        read.ShouldBeGreaterThan(Mutants / 2);
    }

    /// <summary>
    /// As the site does it: kept by its headline, read, told onto a call that is known and onto one that is not; and what was told is not
    /// told again.
    /// </summary>
    static bool IsRead(byte[] body)
    {
        var kept = new Delivery(Guid.Empty, default, DateTimeOffset.UnixEpoch, body, Signer.Platform);
        (kept.InitialStatus.Length > 0).ShouldBeTrue();
        Payload? told;
        try
        {
            told = Payload.Read(body);
        }
        catch (JsonException)
        {
            return false;
        }
        if (told is null or { Stage: CallStage.Unheard })
            return true;
        var ended = new Call().Apply(new CallEnded { Ending = new(DateTimeOffset.UnixEpoch, "user_hangup", "ended", 1) });
        foreach (var known in (Call?[])[null, ended])
        {
            var story = CallDecider.Decide(told, known);
            // What no database could hold may not get this far.
            foreach (var e in story)
                Unstorable().IsMatch(JsonSerializer.Serialize(e, e.GetType())).ShouldBeFalse();
            var after = story.Aggregate(known ?? new Call(), Fold);
            CallDecider.Decide(told, after).ShouldBeEmpty();
        }
        return true;
    }

    static Call Fold(Call call, object e) =>
        e switch
        {
            CallStarted x => call.Apply(x),
            CallTransferred x => call.Apply(x),
            CallEnded x => call.Apply(x),
            CallAnalyzed x => call.Apply(x),
            CallReanalyzed x => call.Apply(x),
            CallSupplemented x => call.Apply(x),
            _ => throw new ArgumentException(e.GetType().Name),
        };

    [Fact]
    public async Task is_kept_when_signed_and_refused_when_not()
    {
        var watch = Stopwatch.StartNew();
        await using var testbed = await WebhookTestbed.PrepareAsync(settings: ("Webhooks__UnsignedPerMinute", "1000000"));
        using var caller = new WebhookClient();
        var (mutator, breaker, again) = (new Mutator(Seed), new SignatureMutator(Seed), 0);
        var address = testbed.Nodes[0].Address;
        var (signed, unsigned) = (
            new ConcurrentBag<(string Hash, HttpStatusCode Status)>(),
            new ConcurrentBag<(string How, string Hash, HttpStatusCode Status)>()
        );
        var bodies = Enumerable
            .Range(0, Posts)
            .Select(i => (Body: mutator.Next(testbed.LinkedAgents[i % testbed.LinkedAgents.Count].AgentId), Broken: i % 4 == 0))
            .ToList();
        bodies.AddRange(new[] { 0, 1, 10 * 1024 * 1024 }.Select(size => (RandomNumberGenerator.GetBytes(size), false)));
        await Parallel.ForEachAsync(
            bodies.Select((x, i) => (x.Body, x.Broken, Number: i)),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (x, stop) =>
            {
                if (!x.Broken)
                    signed.Add((Hash(x.Body), await UntilTakenAsync(x.Body, stop)));
                else if (breaker.Break(x.Body, x.Number) is var broken)
                    unsigned.Add((broken.How, Hash(broken.Body), await caller.PostAsync(address, broken.Body, broken.Signature, stop)));
            }
        );
        var tooLarge = await caller.PostAsync(address, new byte[10 * 1024 * 1024 + 1]);
        await QueueDrained.ReachedAsync(testbed, TimeSpan.FromSeconds(60));

        var kept = (
            await testbed.QueryAsync(
                "select encode(body_hash, 'hex') from calls.deliveries where verdict <> 'bad_signature'",
                row => row.GetString(0).ToUpperInvariant()
            )
        ).ToHashSet();
        var (lost, waiting) = (signed.Where(x => !kept.Contains(x.Hash)).ToList(), await QueueDrained.StuckAsync(testbed));
        var dead = await testbed.QueryAsync(
            "select message_type || ' ' || exception_type || ' ' || exception_message from wolverine.wolverine_dead_letters",
            row => row.GetString(0)
        );
        var (accepted, faults) = (
            unsigned.Where(x => (int)x.Status / 100 == 2).ToList(),
            signed.Count(x => (int)x.Status >= 500) + unsigned.Count(x => (int)x.Status >= 500)
        );
        ChaosOptions.Report([
            .. dead.Take(5),
            string.Create(
                CultureInfo.InvariantCulture,
                $"seed {Seed}, posts {bodies.Count}, signed {signed.Count}, lost {lost.Count}, 5xx {faults}, asked to come again "
                    + $"{again}, acks with a bad signature {accepted.Count}, stuck {waiting.Count}, dead letters {dead.Count}; "
                    + $"{watch.Elapsed.TotalSeconds:0} s"
            ),
        ]);
        signed.ShouldAllBe(x => x.Status == HttpStatusCode.NoContent);
        unsigned.ShouldAllBe(x => x.Status == HttpStatusCode.Unauthorized);
        tooLarge.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (lost.Count, faults, waiting.Count, dead.Count).ShouldBe((0, 0, 0, 0), $"seed {Seed}");
        (
            await testbed.QueryAsync(
                "select count(*)::int from calls.deliveries where verdict = 'bad_signature' and body is not null",
                row => row.GetInt32(0)
            )
        )[0]
            .ShouldBe(0);

        async Task<HttpStatusCode> UntilTakenAsync(byte[] body, CancellationToken stop)
        {
            // A site that has no time for it says so, and is asked again; every other answer is its last.
            for (var attempt = 1; ; attempt++)
            {
                var status = await caller.PostAsync(address, body, stop);
                if (status is not HttpStatusCode.ServiceUnavailable || attempt == 20)
                    return status;
                Interlocked.Increment(ref again);
                await Task.Delay(100, stop);
            }
        }
    }

    [GeneratedRegex(@"(?<!\\)(\\\\)*\\u0000")]
    private static partial Regex Unstorable();

    static string Hash(byte[] body) => Convert.ToHexString(SHA256.HashData(body));
}
