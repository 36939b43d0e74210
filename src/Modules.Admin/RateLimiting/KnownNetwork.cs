namespace Switchhook.Admin.RateLimiting;

/// <summary>
/// A network from which an account's owner was signed in: from there they get in also while strangers try passwords elsewhere.
/// </summary>
public class KnownNetwork
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    public Guid AccountId { get; set; }

    /// <summary>203.0.113.0/24 or 2001:db8:1:2::/64.</summary>
    public required string Network { get; set; }
    public DateTimeOffset SeenAt { get; set; }
}
