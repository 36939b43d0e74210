using Marten;

namespace Switchhook.Calls.Deliveries;

/// <summary>What stands above the list of deliveries, and the list.</summary>
public sealed record DeliveriesOverview(
    DeliveryList List,
    HourlyHistogram Histogram,
    ArrivalPattern ArrivalPattern,
    FailedDeliveries FailedDeliveries,
    DateTimeOffset Now
)
{
    public DeliveryFilter Filter => List.Filter;

    public static async Task<DeliveriesOverview> ReadAsync(
        IQuerySession session,
        DeliveryFilter filter,
        DateTimeOffset now,
        CancellationToken stop
    ) =>
        new(
            await DeliveryList.ReadAsync(session, filter, now, stop),
            await HourlyHistogram.ReadAsync(session, filter.AllTenants, now, stop),
            await ArrivalPattern.ReadAsync(session, filter.AllTenants, now, stop),
            await FailedDeliveries.ReadAsync(session, filter, now, stop),
            now
        );
}
