using Switchhook.Calls.Ingestion;

namespace Switchhook.Calls.Deliveries;

/// <summary>A delivery as lists show it.</summary>
/// <param name="Times">How often it came: all repeats of one delivery are one row.</param>
/// <param name="Tenant">Whose it is; null while nobody has its agent, and for what Retell did not sign.</param>
public sealed record DeliveryRow(
    Guid Id,
    DateTimeOffset At,
    DateTimeOffset? SignedAt,
    string Status,
    string? Reason,
    string? Event,
    string? CallId,
    string Origin,
    int Size,
    string? Tenant,
    int Times = 1
)
{
    public DeliveryStatusText StatusText() => DeliveryStatusText.Of(Status);

    public bool IsFromReconciliation() => Origin == Delivery.FromReconciliation;

    /// <summary>How long after Retell signed it, it was here. What we fetched ourselves nobody signed.</summary>
    public TimeSpan? Latency() => IsFromReconciliation() ? null : At - SignedAt;

    public const string Columns =
        "'Id', d.id, 'At', d.received_at, 'SignedAt', d.signed_at, 'Status', d.verdict, 'Reason', d.reason, 'Event', d.event, "
        + "'CallId', d.call_id, 'Origin', d.origin, 'Size', d.body_size, 'Tenant', d.tenant_id, 'Times', d.times";
}
