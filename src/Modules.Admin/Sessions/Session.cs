namespace Switchhook.Admin.Sessions;

/// <summary>One sign-in on one device. Signing out deletes it, and with it every copy of its cookie.</summary>
public class Session
{
    public const string Claim = "session";
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90),
        Idle = TimeSpan.FromDays(14),
        SeenEvery = TimeSpan.FromHours(1);

    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>As <see cref="DeviceName"/> reads it: "Firefox on Linux".</summary>
    public string Device { get; set; } = "";

    /// <summary>To the hour, so that not every request writes.</summary>
    public DateTimeOffset LastSeenAt { get; set; }
}
