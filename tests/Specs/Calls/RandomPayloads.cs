using Switchhook.Calls;

namespace Switchhook.Specs.Calls;

/// <summary>
/// The deliveries of one call by chance, the same for the same seed: each knows some of everything, and what two of them know they may tell
/// differently.
/// </summary>
sealed class RandomPayloads(int seed)
{
    readonly Random random = new(seed);

    public Payload Started() =>
        Tell("call_started", CallStage.Started) with
        {
            Ending = null,
            Transcript = null,
            Cost = null,
            RecordingUrl = null,
        };

    public Payload Ended() => Tell("call_ended", CallStage.Ended);

    public Payload Analyzed() =>
        Tell("call_analyzed", CallStage.Analyzed) with
        {
            Analysis = Perhaps(
                new Analysis($"Summary {random.Next()}", "Positive", true, false, [new("lead_intent", "text", "book_appointment")])
            ),
        };

    public Payload Said() => Tell("transcript_updated", CallStage.Started) with { Ending = null, Cost = null };

    public Payload Transferred() => Started() with { Event = "transfer_started", Transfer = new("started", "+12137771235") };

    Payload Tell(string name, CallStage stage) =>
        new(name, "call_1", stage)
        {
            Parties = Perhaps(
                new Parties(
                    "agent_1",
                    random.Next(9),
                    "Front desk",
                    false,
                    "inbound",
                    $"+1415555{random.Next(10_000):0000}",
                    "+14157774444",
                    false
                )
            ),
            StartedAt = random.Next(3) == 0 ? null : DateTimeOffset.UnixEpoch.AddSeconds(random.Next(1_000_000)),
            Ending = Perhaps(
                new Disconnection(
                    DateTimeOffset.UnixEpoch.AddSeconds(2_000_000 + random.Next(1_000_000)),
                    "agent_hangup",
                    "ended",
                    random.Next(100_000)
                )
            ),
            Transcript = Perhaps<IReadOnlyList<Turn>>([new Turn("user", $"Words {random.Next(3)}", 1, 2, [], null)]),
            RecordingUrl = Perhaps($"https://recordings.example/{random.Next()}.wav"),
            Cost = Perhaps(new Cost(random.Next(1000), [])),
            ResponseMilliseconds = random.Next(3) == 0 ? null : random.Next(2000),
        };

    T? Perhaps<T>(T told)
        where T : class => random.Next(3) == 0 ? null : told;
}
