namespace Switchhook.Model;

/// <summary>Second versions that contradict the first: then it matters which one is heard first.</summary>
public static class Disputed
{
    public static IEnumerable<Telling> By(Random chance, IReadOnlyList<Telling> told) =>
    [
        .. from telling in told
           where chance.Next(3) == 0
           select chance.Next(4) switch
           {
               0 => telling with { From = "+14155559000", StartedAt = telling.StartedAt + 1 },
               1 => telling with { Recording = $"https://dxc03zgurdly9.cloudfront.net/{chance.NextInt64():x16}/other.wav", Response = 99 },
               2 => telling with { Reason = telling.EndedAt is null ? null : "inactivity", Cents = 1 },
               _ => telling with { Summary = telling.Summary is null ? null : "Something else.", Recording = null, Response = null },
           },
    ];
}
