namespace Switchhook.Model;

/// <summary>Second versions that contradict the first, and such that leave out what the first has said.</summary>
public static class ContradictingDeliveries
{
    public static IEnumerable<ModelDelivery> By(Random chance, IReadOnlyList<ModelDelivery> told) =>
        [
            .. from telling in told
            where chance.Next(3) == 0
            select chance.Next(6) switch
            {
                0 => telling with { From = "+14155559000", StartedAt = telling.StartedAt + 1 },
                1 => telling with { Recording = $"https://dxc03zgurdly9.cloudfront.net/{chance.NextInt64():x16}/other.wav", Response = 99 },
                2 => telling with { Reason = telling.EndedAt is null ? null : "inactivity", Cents = 1 },
                3 => telling with { Summary = telling.Summary is null ? null : "Something else.", Recording = null, Response = null },
                4 => telling with
                {
                    From = "",
                    EndedAt = null,
                    Milliseconds = null,
                    Sentiment = telling.Sentiment is null ? null : "Unknown",
                    Cents = 2,
                },
                _ => telling with
                {
                    From = null,
                    StartedAt = null,
                    Reason = null,
                    Said = null,
                    Sentiment = telling.Summary is null ? null : "Negative",
                    Summary = null,
                },
            },
        ];
}
