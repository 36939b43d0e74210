using Marten;
using Switchhook.Calls.Ingestion;
using Switchhook.Calls.List;
using Switchhook.Contracts;

namespace Switchhook.Calls.Deliveries;

/// <summary>An agent's recent activity: calls per day, and whether Retell's webhooks arrive.</summary>
/// <param name="Last">When Retell last sent something valid.</param>
/// <param name="Delivered">Of the last 24 hours.</param>
public sealed record AgentActivity(IReadOnlyList<(DateOnly Day, int Calls)> Days, DateTimeOffset? Last, int Delivered, int Failed)
{
    const int Shown = 7;

    public int Calls => Days.Sum(x => x.Calls);

    public (string Tone, string Words) Health =>
        this switch
        {
            { Failed: > 0 } => ("bad", $"{Failed} failed in 24 h"),
            { Last: null } => ("neutral", "Nothing has come yet"),
            _ => ("good", "Healthy"),
        };

    public static async Task<AgentActivity> ReadAsync(IQuerySession session, DateTimeOffset now, UserTimeZone zone, CancellationToken stop)
    {
        var heard = (
            await session.AdvancedSql.QueryAsync<DeliveryCounts>(
                """
                select jsonb_build_object(
                  'Last', (select received_at from calls.deliveries where tenant_id = ? and verdict = any(?) and origin = ?
                      order by received_at desc limit 1),
                  'Delivered', count(*) filter (where verdict = any(?)), 'Failed', count(*) filter (where verdict = any(?)))
                from calls.deliveries where tenant_id = ? and received_at >= ?
                """,
                stop,
                session.TenantId,
                DeliveryStatusText.Valid,
                Delivery.FromWebhook,
                DeliveryStatusText.Valid,
                DeliveryStatusText.Failures,
                session.TenantId,
                now.AddDays(-1)
            )
        ).Single();
        return new(await CallStatistics.PerDayAsync(session, now, zone, Shown, stop), heard.Last, heard.Delivered, heard.Failed);
    }

    public sealed record DeliveryCounts(DateTimeOffset? Last, int Delivered, int Failed);
}
