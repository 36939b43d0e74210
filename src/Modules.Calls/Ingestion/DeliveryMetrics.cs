using System.Diagnostics.Metrics;

namespace Switchhook.Calls.Ingestion;

/// <summary>The meter <c>switchhook.webhooks</c>: deliveries by verdict.</summary>
public static class DeliveryMetrics
{
    static readonly Meter Meter = new("switchhook.webhooks");
    static readonly Counter<long> Deliveries = Meter.CreateCounter<long>(
        "switchhook.webhooks.deliveries",
        "{delivery}",
        "Webhook deliveries by verdict"
    );

    public static void Count(string verdict) => Deliveries.Add(1, new KeyValuePair<string, object?>("verdict", verdict));
}
