using Marten;
using Switchhook.Contracts;

namespace Switchhook.Leads.Notifications;

public enum NotificationMode
{
    Instant,
    Digest,
    Off,
}

/// <summary>When the owner wants mail about leads.</summary>
/// <param name="Hour">Of the digest, where the owner lives.</param>
public record NotificationPreferences(NotificationMode Mail, int Hour)
{
    public const string Own = "own";

    public static readonly NotificationPreferences Default = new(NotificationMode.Instant, 8);

    public string Id { get; init; } = Own;

    public static async Task<NotificationPreferences> ReadAsync(IQuerySession session, CancellationToken stop) =>
        await session.LoadAsync<NotificationPreferences>(Own, stop) ?? Default;

    /// <summary>Where the owner lives; null when nobody has said.</summary>
    public string? LivesIn { get; init; }

    public UserTimeZone Zone() => Switchhook.Contracts.UserTimeZone.Named(LivesIn) ?? Switchhook.Contracts.UserTimeZone.Utc;

    public DateTimeOffset NextDigest(DateTimeOffset now)
    {
        var (zone, today) = (Zone(), Zone().Day(now));
        return zone.At(today, Hour) is var next && next > now ? next : zone.At(today.AddDays(1), Hour);
    }
}
