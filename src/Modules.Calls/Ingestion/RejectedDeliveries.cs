namespace Switchhook.Calls.Ingestion;

/// <summary>Unsigned requests may come in floods: so many a minute are recorded, the rest are only counted.</summary>
public sealed class RejectedDeliveries
{
    const int PerMinute = 60;
    readonly Lock gate = new();
    long minute;
    int kept;

    public bool TryReserve(DateTimeOffset now)
    {
        lock (gate)
        {
            var current = now.ToUnixTimeSeconds() / 60;
            if (current != minute)
                (minute, kept) = (current, 0);
            return kept++ < PerMinute;
        }
    }
}
