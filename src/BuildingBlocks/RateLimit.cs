namespace Switchhook.BuildingBlocks;

/// <summary>How often something may be tried under one key. Deciding is pure; who keeps the counts is another matter.</summary>
/// <param name="Name">Under which the counts are kept.</param>
public abstract record RateLimit(string Name)
{
    public abstract RateLimitDecision Take(RateLimitState was, DateTimeOffset now);

    /// <summary>One that proved to be good after all.</summary>
    public abstract RateLimitState Refund(RateLimitState was, DateTimeOffset now);

    /// <summary>One that was let through, and of which nobody ever saw whether it was good: as if it had not come.</summary>
    public abstract RateLimitState Undo(RateLimitState was);
}

/// <param name="Count">Since the counting began.</param>
/// <param name="FreeAt">What this means is the limit's own: when the next try may come, or when all is forgotten.</param>
public sealed record RateLimitState(int Count, DateTimeOffset FreeAt, DateTimeOffset LastAt)
{
    public static RateLimitState None(DateTimeOffset now) => new(0, now, now);
}

/// <param name="Wait">Null when it may go on.</param>
public sealed record RateLimitDecision(RateLimitState State, TimeSpan? Wait);

/// <summary>A few are free; after that each one doubles the pause, up to the longest. A success forgets all of it.</summary>
public sealed record ExponentialBackoff(string Name, int Free, TimeSpan First, TimeSpan Longest, TimeSpan ForgottenAfter) : RateLimit(Name)
{
    public override RateLimitDecision Take(RateLimitState was, DateTimeOffset now)
    {
        // Without a pause both times are the same, and clocks of two nodes never are.
        if (was.FreeAt > was.LastAt && now < was.FreeAt)
            return new(was, was.FreeAt - now);
        var count = (now - was.LastAt > ForgottenAfter ? 0 : was.Count) + 1;
        return new(new(count, now + PauseAfter(count), now), null);
    }

    public override RateLimitState Refund(RateLimitState was, DateTimeOffset now) => RateLimitState.None(now);

    /// <summary>The pause before it was over when it came, so none is left.</summary>
    public override RateLimitState Undo(RateLimitState was) => was with { Count = Math.Max(0, was.Count - 1), FreeAt = was.LastAt };

    public TimeSpan PauseAfter(int count) =>
        count < Free ? TimeSpan.Zero
        : count - Free > 30 ? Longest
        : TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << (count - Free)));
}

/// <summary>
/// So many at once, and then one each time <paramref name="Every"/> has passed (GCRA: the time by which all would be free again is the only
/// state).
/// </summary>
public sealed record TokenBucket(string Name, int Burst, TimeSpan Every) : RateLimit(Name)
{
    public override RateLimitDecision Take(RateLimitState was, DateTimeOffset now)
    {
        var begins = was.FreeAt > now ? was.FreeAt : now;
        var wait = begins + Every - (Every * Burst) - now;
        return wait > TimeSpan.Zero ? new(was, wait) : new(new((was.FreeAt > now ? was.Count : 0) + 1, begins + Every, now), null);
    }

    public override RateLimitState Refund(RateLimitState was, DateTimeOffset now) => Undo(was);

    public override RateLimitState Undo(RateLimitState was) => was with { Count = Math.Max(0, was.Count - 1), FreeAt = was.FreeAt - Every };
}
