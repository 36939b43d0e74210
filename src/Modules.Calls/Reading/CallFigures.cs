using Marten;
using Switchhook.Contracts;

namespace Switchhook.Calls.Reading;

/// <summary>What the dashboard says about a tenant's calls. Days are UTC.</summary>
/// <param name="Before">Calls of the equally long time before this month began.</param>
/// <param name="EstimatedCost">US dollars: Retell's own figure where it is known, else the minutes at the configured price.</param>
public sealed record CallFigures(
    int Calls, int Before, int DaysSoFar, long? MedianMilliseconds, long? P90Milliseconds, decimal Minutes, decimal EstimatedCost, IReadOnlyList<(DateOnly Day, int Calls)> PerDay)
{
    public int? Change => Before == 0 ? null : (int)Math.Round(100.0 * (Calls - Before) / Before);

    public static async Task<CallFigures> ReadAsync(IQuerySession session, Prices prices, DateTimeOffset now, CancellationToken stop = default)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var month = today.AddDays(1 - today.Day);
        var earlier = month - (now - month);
        var totals = (await session.AdvancedSql.QueryAsync<Totals>("""
            select jsonb_build_object(
              'Calls', count(*),
              'Before', (select count(*) from calls.mt_doc_calllist where tenant_id = ? and at >= ? and at < ?),
              'Median', percentile_cont(0.5) within group (order by ms),
              'P90', percentile_cont(0.9) within group (order by ms),
              'Milliseconds', coalesce(sum(ms), 0),
              'Cents', coalesce(sum(cents), 0),
              'Unpriced', coalesce(sum(ms) filter (where cents is null), 0))
            from (select (data ->> 'Milliseconds')::bigint as ms, (data ->> 'CostCents')::numeric as cents
                  from calls.mt_doc_calllist where tenant_id = ? and at >= ?) calls
            """, stop, session.TenantId, earlier, month, session.TenantId, month)).Single();
        var days = await session.AdvancedSql.QueryAsync<DayCount>("""
            select jsonb_build_object('Day', (at at time zone 'UTC')::date, 'Calls', count(*))
            from calls.mt_doc_calllist where tenant_id = ? and at >= ? group by (at at time zone 'UTC')::date
            """, stop, session.TenantId, today.AddDays(-29));
        var perDay = days.ToDictionary(x => x.Day, x => x.Calls);
        return new(
            totals.Calls, totals.Before, (int)(now - month).TotalDays + 1, (long?)totals.Median, (long?)totals.P90,
            totals.Milliseconds / 60_000m, totals.Cents / 100 + totals.Unpriced / 60_000m * prices.PerMinute,
            [.. Enumerable.Range(0, 30).Select(i => DateOnly.FromDateTime(today.AddDays(i - 29).Date)).Select(day => (day, perDay.GetValueOrDefault(day)))]);
    }

    public sealed record Totals(int Calls, int Before, double? Median, double? P90, long Milliseconds, decimal Cents, long Unpriced);

    public sealed record DayCount(DateOnly Day, int Calls);
}
