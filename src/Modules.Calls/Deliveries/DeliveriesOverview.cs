using Marten;

namespace Switchhook.Calls.Watching;

/// <summary>What stands above the list of deliveries, and the list.</summary>
public sealed record Overview(DeliveryList List, Strip Strip, Rhythm Rhythm, Failures Failures, DateTimeOffset Now)
{
    public DeliveryFilter Filter => List.Filter;

    public static async Task<Overview> ReadAsync(IQuerySession session, DeliveryFilter filter, DateTimeOffset now, CancellationToken stop) => new(
        await DeliveryList.ReadAsync(session, filter, now, stop), await Strip.ReadAsync(session, filter.Everybody, now, stop),
        await Rhythm.ReadAsync(session, filter.Everybody, now, stop), await Failures.ReadAsync(session, filter, now, stop), now);
}
