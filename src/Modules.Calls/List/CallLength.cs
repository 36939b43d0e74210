namespace Switchhook.Calls.List;

/// <summary>A band of lengths, in milliseconds: from the first, below the second.</summary>
public sealed record CallLength(string Code, string Label, long From, long To)
{
    public static readonly IReadOnlyList<CallLength> All =
    [
        new("short", "Under 30 s", 0, 30_000),
        new("medium", "30 s to 2 min", 30_000, 120_000),
        new("long", "2 to 5 min", 120_000, 300_000),
        new("longest", "5 min and more", 300_000, long.MaxValue),
    ];

    public static CallLength? Named(string? code) => All.FirstOrDefault(x => x.Code == code);
}
