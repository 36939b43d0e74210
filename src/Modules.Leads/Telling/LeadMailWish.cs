namespace Switchhook.Leads;

public enum LeadMail { Instant, Digest, Off }

/// <summary>When the owner wants mail about leads.</summary>
/// <param name="Hour">Of the digest, in UTC.</param>
public record LeadMailWish(LeadMail Mail, int Hour)
{
    public const string Own = "own";

    public static readonly LeadMailWish Usual = new(LeadMail.Instant, 8);

    public string Id { get; init; } = Own;

    public DateTimeOffset NextDigest(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date.AddHours(Hour), TimeSpan.Zero);
        return today > now ? today : today.AddDays(1);
    }
}

/// <summary>A digest that is to be written: one a day.</summary>
public record DigestPlanned(string Id, DateTimeOffset At);
