using Marten;
using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Deliveries;

/// <summary>When calls arrived lately and the longest time without one, nights and weekends included.</summary>
/// <param name="Calls">How many have been heard of within the time looked at; of too few nothing follows.</param>
/// <param name="LongestSilenceSeconds">The longest time between two deliveries.</param>
public sealed record ArrivalPattern(int Calls, DateTimeOffset? Last, double? LongestSilenceSeconds)
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);
    static readonly TimeSpan MinSilence = TimeSpan.FromHours(2);
    const int MinCalls = 10;

    public TimeSpan? TimeSinceLastDelivery(DateTimeOffset now) => now - Last;

    public TimeSpan LongestSilence() => TimeSpan.FromSeconds(LongestSilenceSeconds ?? 0);

    /// <summary>Half as long again as it has ever been, and a matter of hours.</summary>
    public bool IsUnusual(DateTimeOffset now) =>
        Calls >= MinCalls && TimeSinceLastDelivery(now) is { } silence && silence > MinSilence && silence > LongestSilence() * 1.5;

    public static async Task<ArrivalPattern> ReadAsync(IQuerySession session, bool everybody, DateTimeOffset now, CancellationToken stop)
    {
        var since = now - Window;
        return (
            await session.AdvancedSql.QueryAsync<ArrivalPattern>(
                Sql(everybody),
                stop,
                everybody
                    ? [DeliveryStatusText.Valid, Delivery.FromWebhook, TimeOrderedId.From(since)]
                    : [DeliveryStatusText.Valid, Delivery.FromWebhook, session.TenantId, since]
            )
        ).Single();
    }

    static string Sql(bool everybody) =>
        $"""
            select jsonb_build_object('Calls', count(distinct call_id), 'Last', max(received_at), 'LongestSilenceSeconds', max(pause))
                from (
              select call_id, received_at, extract(epoch from received_at - lag(received_at) over (order by received_at)) as pause from (
                select call_id, received_at from calls.deliveries
                where verdict = any(?) and origin = ? and {(everybody ? "id >= ?" : "tenant_id = ? and received_at >= ?")}
                order by {(everybody ? "id" : "received_at")} desc limit 2000) newest) pauses
            """;
}
