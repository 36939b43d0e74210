using Marten;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Deliveries;

/// <summary>When calls have come lately, and the longest that none did: nights and weekends are in it, whoever's they are.</summary>
/// <param name="Calls">How many have been heard of within the time looked at; of too few nothing follows.</param>
/// <param name="LongestPause">Seconds between two deliveries, at most.</param>
public sealed record ArrivalPattern(int Calls, DateTimeOffset? Last, double? LongestPause)
{
    public static readonly TimeSpan Looked = TimeSpan.FromDays(30);
    static readonly TimeSpan AtLeast = TimeSpan.FromHours(2);
    const int Enough = 10;

    public TimeSpan? SecondsSinceLastDelivery(DateTimeOffset now) => now - Last;

    public TimeSpan Longest() => TimeSpan.FromSeconds(LongestPause ?? 0);

    /// <summary>Half as long again as it has ever been, and a matter of hours.</summary>
    public bool IsUnusual(DateTimeOffset now) => Calls >= Enough && SecondsSinceLastDelivery(now) is { } silence && silence > AtLeast && silence > Longest() * 1.5;

    public static async Task<ArrivalPattern> ReadAsync(IQuerySession session, bool everybody, DateTimeOffset now, CancellationToken stop)
    {
        var since = now - Looked;
        return (await session.AdvancedSql.QueryAsync<ArrivalPattern>(Sql(everybody), stop,
            everybody ? [DeliveryStatusText.Valid, Delivery.FromWebhook, TimeOrderedId.From(since)] : [DeliveryStatusText.Valid, Delivery.FromWebhook, session.TenantId, since])).Single();
    }

    static string Sql(bool everybody) => $"""
        select jsonb_build_object('Calls', count(distinct call_id), 'Last', max(received_at), 'LongestPause', max(pause)) from (
          select call_id, received_at, extract(epoch from received_at - lag(received_at) over (order by received_at)) as pause from (
            select call_id, received_at from calls.deliveries
            where verdict = any(?) and origin = ? and {(everybody ? "id >= ?" : "tenant_id = ? and received_at >= ?")}
            order by {(everybody ? "id" : "received_at")} desc limit 2000) newest) pauses
        """;
}
