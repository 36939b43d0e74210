using Marten;

namespace Switchhook.Calls.Deliveries;

/// <summary>One page of deliveries, newest first.</summary>
public sealed record DeliveryList(DeliveryFilter Filter, IReadOnlyList<DeliveryRow> Rows, bool HasNewer, bool HasOlder)
{
    const int Size = 50;

    public string? Newer => HasNewer ? Filter.From(Rows[0], older: false).Url : null;

    public string? Older => HasOlder ? Filter.From(Rows[^1], older: true).Url : null;

    public static async Task<DeliveryList> ReadAsync(
        IQuerySession session,
        DeliveryFilter filter,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var (conditions, values) = (new List<string>(), new List<object>());
        if (!filter.AllTenants)
            Where("d.tenant_id = ?", session.TenantId);
        if (filter.Status is { } verdict)
            Where("d.verdict = ?", verdict);
        if (filter.Event is { } name)
            Where("d.event = ?", name);
        if (filter.Call is { } call)
            Where("d.call_id = ?", call);
        if (filter.Since(now) is { } since)
            Where(filter.AllTenants ? "d.id >= ?" : "d.received_at >= ?", filter.AllTenants ? TimeOrderedId.From(since) : since);
        // Ids grow with time: over everybody's, their index is the only one in that order.
        if (filter.Row is var (at, id) && filter.AllTenants)
            Where($"d.id {(filter.Backwards ? '>' : '<')} ?", id);
        else if (filter.Row is var (when, which))
            Where($"(d.received_at, d.id) {(filter.Backwards ? '>' : '<')} (?, ?)", when, which);
        var direction = filter.Backwards ? "asc" : "desc";
        var order = filter.AllTenants ? $"d.id {direction}" : $"d.received_at {direction}, d.id {direction}";
        var found = await session.AdvancedSql.QueryAsync<DeliveryRow>(
            $"""
            select jsonb_build_object({DeliveryRow.Columns}) from calls.deliveries d
            {(conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions))} order by {order} limit {Size + 1}
            """,
            stop,
            [.. values]
        );
        var (more, shown) = (found.Count > Size, found.Take(Size));
        return new(
            filter,
            [.. filter.Backwards ? shown.Reverse() : shown],
            HasNewer: found.Count > 0 && (filter.Backwards ? more : !filter.IsFirstPage),
            HasOlder: found.Count > 0 && (filter.Backwards || more)
        );

        void Where(string condition, params object[] given)
        {
            conditions.Add(condition);
            values.AddRange(given);
        }
    }
}
