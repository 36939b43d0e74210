using Switchhook.Calls.List;

namespace Switchhook.Calls.Deliveries;

public static class DeliveryText
{
    public static string Skew(TimeSpan? skew) =>
        skew is not { } time ? "–"
        : Math.Abs(time.TotalSeconds) < 10 ? $"{time.TotalMilliseconds.ToString("#,0", CallText.Culture)} ms"
        : $"{time.TotalSeconds.ToString("#,0", CallText.Culture)} s";

    public static string Origin(DeliveryRow delivery) => delivery.IsFromReconciliation() ? "Our look at Retell" : "Webhook";

    public static string Size(int bytes) =>
        bytes < 1000 ? $"{bytes} B"
        : bytes < 1_000_000 ? $"{(bytes / 1000.0).ToString("0.0", CallText.Culture)} kB"
        : $"{(bytes / 1e6).ToString("0.0", CallText.Culture)} MB";

    public static string Span(TimeSpan time) =>
        time switch
        {
            { TotalDays: >= 2 } => $"{(int)time.TotalDays} days",
            { TotalHours: >= 2 } => $"{(int)time.TotalHours} hours",
            _ => $"{Math.Max(1, (int)time.TotalMinutes)} min",
        };

    public static string Short(string id) => id.Length > 18 ? $"{id[..11]}…{id[^4..]}" : id;
}
