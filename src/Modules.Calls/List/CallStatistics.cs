using Marten;
using Switchhook.Contracts;

namespace Switchhook.Calls.List;

/// <summary>What the dashboard says about a tenant's calls. Days are the reader's.</summary>
/// <param name="Before">Calls of the equally long time before this month began.</param>
/// <param name="EstimatedCost">US dollars: Retell's own figure where it is known, else the minutes at the configured price.</param>
public sealed record CallStatistics(
    int Calls,
    int Before,
    int DaysSoFar,
    long? MedianMilliseconds,
    long? P90Milliseconds,
    decimal Minutes,
    decimal EstimatedCost,
    IReadOnlyList<(DateOnly Day, int Calls)> PerDay
)
{
    const int Days = 30;

    public int? Change => Before == 0 ? null : (int)Math.Round(100.0 * (Calls - Before) / Before);

    public static async Task<CallStatistics> ReadAsync(
        IQuerySession session,
        Prices prices,
        DateTimeOffset now,
        UserTimeZone zone,
        CancellationToken stop = default
    )
    {
        var today = zone.Day(now);
        var month = zone.Midnight(today.AddDays(1 - today.Day));
        var earlier = month - (now - month);
        var totals = (
            await session.AdvancedSql.QueryAsync<Totals>(
                """
                select jsonb_build_object(
                  'Calls', count(*),
                  'Before', (select count(*) from calls.mt_doc_calllist where tenant_id = ? and at >= ? and at < ?),
                  'Median', percentile_cont(0.5) within group (order by ms),
                  'P90', case when count(ms) >= 10 then percentile_disc(0.9) within group (order by ms) end,
                  'Milliseconds', coalesce(sum(ms), 0),
                  'Cents', coalesce(sum(cents), 0),
                  'Unpriced', coalesce(sum(ms) filter (where cents is null), 0))
                from (select (data ->> 'Milliseconds')::bigint as ms, case when abs((data ->> 'CostCents')::numeric) < ?
                    then (data ->> 'CostCents')::numeric end as cents
                      from calls.mt_doc_calllist where tenant_id = ? and at >= ?) calls
                """,
                stop,
                session.TenantId,
                earlier,
                month,
                Cost.Most,
                session.TenantId,
                month
            )
        ).Single();
        var perDay = await PerDayAsync(session, now, zone, Days, stop);
        return new(
            totals.Calls,
            totals.Before,
            today.Day,
            (long?)totals.Median,
            (long?)totals.P90,
            totals.Milliseconds / 60_000m,
            totals.Cents / 100 + totals.Unpriced / 60_000m * prices.PerMinute,
            perDay
        );
    }

    /// <summary>Today's last.</summary>
    public static async Task<IReadOnlyList<(DateOnly Day, int Calls)>> PerDayAsync(
        IQuerySession session,
        DateTimeOffset now,
        UserTimeZone zone,
        int days,
        CancellationToken stop
    )
    {
        var shown = Enumerable.Range(0, days).Select(i => zone.Day(now).AddDays(i + 1 - days)).ToArray();
        var midnights = shown.Select(zone.Midnight).ToArray();
        var counts = (
            await session.AdvancedSql.QueryAsync<DayCount>(
                """
                select jsonb_build_object('Day', day, 'Calls', count(*)) from (
                  select width_bucket(at, ?) as day from calls.mt_doc_calllist where tenant_id = ? and at >= ?) calls
                group by day
                """,
                stop,
                midnights,
                session.TenantId,
                midnights[0]
            )
        ).ToDictionary(x => x.Day, x => x.Calls);
        return [.. shown.Select((day, i) => (day, counts.GetValueOrDefault(i + 1)))];
    }

    public sealed record Totals(int Calls, int Before, double? Median, double? P90, long Milliseconds, decimal Cents, long Unpriced);

    /// <param name="Day">Which of the days shown, from 1.</param>
    public sealed record DayCount(int Day, int Calls);
}
