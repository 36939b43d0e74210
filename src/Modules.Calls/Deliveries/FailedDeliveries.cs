using Marten;

namespace Switchhook.Calls.Deliveries;

/// <summary>What failed since a time, and could be tried again: its body is still here.</summary>
public sealed record FailedDeliveries(DateTimeOffset Since, int Count)
{
    public static readonly TimeSpan DefaultPeriod = TimeSpan.FromDays(7);

    public static async Task<FailedDeliveries> ReadAsync(
        IQuerySession session,
        DeliveryFilter filter,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var since = filter.Since(now) ?? now - DefaultPeriod;
        var count = await session.AdvancedSql.QueryAsync<int>(
            $"select count(*)::int from calls.deliveries where {Condition(filter.AllTenants)}",
            stop,
            Values(filter.AllTenants, session.TenantId, since)
        );
        return new(since, count.Single());
    }

    public static string Condition(bool everybody) =>
        $"verdict in ('failed', 'too_costly') and body is not null and {(everybody ? "id >= ?" : "tenant_id = ? and received_at >= ?")}";

    public static object[] Values(bool everybody, string tenant, DateTimeOffset since) =>
        everybody ? [TimeOrderedId.From(since)] : [tenant, since];
}
