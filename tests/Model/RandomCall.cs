using System.Globalization;

namespace Switchhook.Model;

/// <summary>A call as it may happen at Retell, the same for the same seed.</summary>
public sealed class RandomCall
{
    static readonly string[] Words =
    [
        "cleaning",
        "crown",
        "invoice",
        "opening hours",
        "parking",
        "insurance",
        "Tuesday",
        "the dentist",
        "José García",
        "a second opinion 😀",
    ];
    readonly Random chance;
    readonly string agentId,
        from,
        to;
    readonly long startedAt,
        length;
    readonly List<string> lines = [];

    public RandomCall(int seed, string agentId, int callers = 200)
    {
        chance = new(seed);
        this.agentId = agentId;
        Id = $"call_{seed:x8}{chance.Next():x8}{chance.Next():x8}abc";
        (from, to) = ($"+1415555{chance.Next(callers):0000}", "+14157774444");
        (startedAt, length) = (1_764_000_000_000 + chance.NextInt64(20_000_000_000), 1_000 + chance.Next(300_000));
    }

    public string Id { get; }

    /// <summary>
    /// What Retell tells of it, in its own order: not every call connects, is transferred, or is told to its end; a few things are told
    /// twice, the second time with more; and not every delivery says all that the one before it said.
    /// </summary>
    public IReadOnlyList<ModelDelivery> Deliveries() =>
        [.. Sequence().Select((x, i) => WithGaps(x) with { SignedAt = startedAt + i * 1_000 })];

    ModelDelivery WithGaps(ModelDelivery telling) =>
        chance.Next(20) switch
        {
            0 => telling with { From = null },
            1 => telling with { From = "", To = null },
            2 => telling with { EndedAt = null, Milliseconds = null },
            3 => telling with { StartedAt = null, Reason = null },
            _ => telling,
        };

    List<ModelDelivery> Sequence()
    {
        if (chance.Next(10) == 0)
            return [.. NotConnected()];
        var told = new List<ModelDelivery>();
        if (chance.Next(20) > 0)
            told.Add(Started);
        for (var turns = chance.Next(4); turns > 0; turns--)
            told.Add(Update());
        if (chance.Next(8) == 0)
            told.AddRange(Transfer());
        Say();
        var (ended, analyzed) = (Ended(), Analyzed());
        if (chance.Next(20) > 0)
            told.Add(ended);
        if (chance.Next(20) == 0)
            told.Add(ended with { Recording = Recording(), Response = 700 + chance.Next(500) });
        if (chance.Next(20) > 0 || told.Count == 0)
            told.Add(analyzed);
        return told;
    }

    public ModelDelivery Started =>
        new("call_started", Id, agentId)
        {
            From = from,
            To = to,
            StartedAt = startedAt,
        };

    public ModelDelivery Update() => Started with { Event = "transcript_updated", Said = Say() };

    public IEnumerable<ModelDelivery> Transfer()
    {
        var bridging = Started with { Event = "transfer_started", TransferTo = $"+1213777{chance.Next(10_000):0000}" };
        return [bridging, bridging with { Event = chance.Next(3) == 0 ? "transfer_cancelled" : "transfer_bridged" }];
    }

    public ModelDelivery Ended() =>
        Started with
        {
            Event = "call_ended",
            EndedAt = startedAt + length,
            Milliseconds = length,
            Reason = chance.Next(2) == 0 ? "user_hangup" : "agent_hangup",
            Said = lines.Count == 0 ? null : string.Concat(lines),
            Cents = Math.Round((decimal)length / 60_000 * 13, 3),
            Recording = chance.Next(3) == 0 ? Recording() : null,
        };

    public ModelDelivery Analyzed()
    {
        var lead = chance.Next(2) == 0;
        return Ended() with
        {
            Event = "call_analyzed",
            Recording = chance.Next(3) > 0 ? Recording() : null,
            Response = chance.Next(3) > 0 ? 400 + chance.Next(1500) : null,
            Summary = $"The caller asked about {Word()}.",
            Sentiment = chance.Next(3) switch
            {
                0 => "Positive",
                1 => "Neutral",
                _ => "Negative",
            },
            IsLead = lead,
            Intent = lead ? "book_appointment" : "question",
        };
    }

    IEnumerable<ModelDelivery> NotConnected()
    {
        var ended = new ModelDelivery("call_ended", Id, agentId)
        {
            From = from,
            To = to,
            EndedAt = startedAt,
            Reason = "dial_no_answer",
        };
        return [ended, ended with { Event = "call_analyzed", Summary = "Nobody picked up.", Sentiment = "Unknown", Intent = "none" }];
    }

    string Say()
    {
        lines.Add(
            $"{(lines.Count % 2 == 0 ? "Agent" : "User")}: "
                + $"{string.Create(CultureInfo.InvariantCulture, $"{lines.Count + 1}. About {Word()} and {Word()}.")}\n"
        );
        return string.Concat(lines);
    }

    string Word() => Words[chance.Next(Words.Length)];

    string Recording() => $"https://dxc03zgurdly9.cloudfront.net/{chance.NextInt64():x16}/recording.wav";
}
