using System.Globalization;

namespace Switchhook.Chaos.Webhooks;

/// <summary>Many durations as one line.</summary>
public sealed record LatencyPercentiles(int Count, TimeSpan P50, TimeSpan P99, TimeSpan Most)
{
    public static LatencyPercentiles Of(IEnumerable<TimeSpan> durations)
    {
        var sorted = durations.Order().ToList();
        return sorted.Count == 0 ? new(0, default, default, default) : new(sorted.Count, At(sorted, .5), At(sorted, .99), sorted[^1]);
    }

    static TimeSpan At(List<TimeSpan> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Count}, p50 {P50.TotalMilliseconds:0} ms, p99 {P99.TotalMilliseconds:0} ms, max {Most.TotalMilliseconds:0} ms"
        );
}
