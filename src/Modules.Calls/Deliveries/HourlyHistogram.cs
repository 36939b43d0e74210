using Marten;

namespace Switchhook.Calls.Deliveries;

/// <summary>Two days of deliveries, an hour each, what went wrong at the top of each bar.</summary>
public sealed record HourlyHistogram(IReadOnlyList<HourlyHistogram.Hour> Hours)
{
    public const int Length = 48;

    static readonly string[] Tones = ["good", "info", "neutral", "warn", "bad"];

    public int Most => Math.Max(1, Hours.Max(x => x.Total));

    public int Total => Hours.Sum(x => x.Total);

    public static HourlyHistogram Of(IEnumerable<Count> counts, DateTimeOffset now)
    {
        var last = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(now.UtcDateTime.Hour);
        var byHour = counts.ToLookup(x => x.Hour);
        return new([
            .. Enumerable
                .Range(0, Length)
                .Select(i => last.AddHours(i - Length + 1))
                .Select(hour => new Hour(hour, [.. byHour[hour].OrderByDescending(x => x.Deliveries)])),
        ]);
    }

    public static async Task<HourlyHistogram> ReadAsync(IQuerySession session, bool everybody, DateTimeOffset now, CancellationToken stop)
    {
        var since = now.AddHours(-Length);
        var counts = await session.AdvancedSql.QueryAsync<Count>(
            $"""
            select jsonb_build_object('Hour', date_trunc('hour', received_at), 'Status', verdict, 'Deliveries', count(*))
            from calls.deliveries where {(
                everybody ? "id >= ?" : "tenant_id = ? and received_at >= ?"
            )} group by date_trunc('hour', received_at), verdict
            """,
            stop,
            everybody ? [TimeOrderedId.From(since)] : [session.TenantId, since]
        );
        return Of(counts, now);
    }

    public sealed record Count(DateTimeOffset Hour, string Status, int Deliveries);

    public sealed record Hour(DateTimeOffset At, IReadOnlyList<Count> Counts)
    {
        public int Total => Counts.Sum(x => x.Deliveries);

        /// <summary>From the bottom up.</summary>
        public IEnumerable<(string Tone, int Deliveries)> Layers() =>
            from tone in Tones
            let deliveries = Counts.Where(x => DeliveryStatusText.Of(x.Status).Tone == tone).Sum(x => x.Deliveries)
            where deliveries > 0
            select (tone, deliveries);

        public string InWords() =>
            Total == 0
                ? "none"
                : string.Join(", ", Counts.Select(x => $"{x.Deliveries} {DeliveryStatusText.Of(x.Status).Label.ToLowerInvariant()}"));
    }
}
