namespace Switchhook.Admin;

/// <summary>One sign-in on one device. Signing out deletes it, and with it every copy of its cookie.</summary>
public class Session
{
    public const string Claim = "session";
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
