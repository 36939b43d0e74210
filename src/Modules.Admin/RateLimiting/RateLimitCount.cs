namespace Switchhook.Admin.RateLimiting;

/// <summary>What was counted under one key of a limit: every node counts in the same row.</summary>
public class RateLimitCount
{
    public required string LimitName { get; set; }

    /// <summary>A hash of the address that was typed, or nothing where the limit is for a network alone.</summary>
    public required string Address { get; set; }

    /// <summary>Nothing where the limit is for an address alone.</summary>
    public required string Network { get; set; }
    public int Count { get; set; }
    public DateTimeOffset FreeAt { get; set; }
    public DateTimeOffset LastAt { get; set; }

    /// <summary>How many were turned away.</summary>
    public long Refused { get; set; }
}
