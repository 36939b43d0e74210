using Marten;

namespace Switchhook.Calls.Deliveries;

/// <summary>What stands above the list of deliveries, and the list.</summary>
public sealed record DeliveriesOverview(DeliveryList List, HourlyHistogram Strip, ArrivalPattern Rhythm, FailedDeliveries Failures, DateTimeOffset Now)
{
    public DeliveryFilter Filter => List.Filter;

    public static async Task<DeliveriesOverview> ReadAsync(IQuerySession session, DeliveryFilter filter, DateTimeOffset now, CancellationToken stop) => new(
        await DeliveryList.ReadAsync(session, filter, now, stop), await HourlyHistogram.ReadAsync(session, filter.Everybody, now, stop),
        await ArrivalPattern.ReadAsync(session, filter.Everybody, now, stop), await FailedDeliveries.ReadAsync(session, filter, now, stop), now);
}
