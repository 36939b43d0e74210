using JasperFx;
using Switchhook.Contracts;

namespace Switchhook.Calls.TestCalls;

/// <summary>When the owner recently called from the browser. Such calls cost money, so a stolen session must not place many.</summary>
public sealed record TestCallHistory(IReadOnlyList<DateTimeOffset> At) : IRevisioned
{
    public const int PerHour = 10;
    public const string Own = "own";
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public string Id { get; init; } = Own;
    public int Version { get; set; }

    public TestCallHistory With(DateTimeOffset now)
    {
        var lately = At.Where(x => x > now - Hour).ToList();
        if (lately.Count < PerHour)
            return this with { At = [.. lately, now] };
        var next = lately.Min() + Hour;
        throw new RetryLater(
            $"{PerHour} test calls an hour are possible, since each costs money. The next one is in "
                + $"{Math.Ceiling((next - now).TotalMinutes):0} minutes.",
            next
        );
    }
}
