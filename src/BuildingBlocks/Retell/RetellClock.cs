namespace Switchhook.BuildingBlocks.Retell;

/// <summary>How far this machine's clock is from Retell's, measured by the Date header of each answer.</summary>
public sealed class RetellClock(TimeProvider time, OperatorAlerts alerts)
{
    /// <summary>A Date header has whole seconds, and an answer takes its time to arrive.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    long aheadTicks;

    /// <summary>Zero when the two agree; negative when our clock is behind.</summary>
    public TimeSpan Ahead => new(Interlocked.Read(ref aheadTicks));

    public bool IsAhead => Ahead > TimeSpan.Zero;

    /// <summary>By Retell's clock when ours is ahead of it, else by ours: never later than now.</summary>
    public DateTimeOffset Now => IsAhead ? time.GetUtcNow() - Ahead : time.GetUtcNow();

    /// <param name="date">Of an answer that has just come; null when it has none.</param>
    public void Measure(DateTimeOffset? date)
    {
        if (date is not { } theirs)
            return;
        var ahead = time.GetUtcNow() - theirs;
        var differs = ahead.Duration() > Tolerance;
        Interlocked.Exchange(ref aheadTicks, differs ? ahead.Ticks : 0);
        if (differs)
            alerts.Raise(OperatorAlert.Clock, Sentence(ahead));
        else
            alerts.Resolve(OperatorAlert.Clock);
    }

    public static string Sentence(TimeSpan ahead) =>
        $"This server's clock is {Span(ahead.Duration())} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} Retell's. "
        + "Webhooks are refused when it differs by more than five minutes: set the clock, for example by NTP. Calls that were refused "
        + "are looked up at Retell afterwards.";

    static string Span(TimeSpan time) =>
        time switch
        {
            { TotalDays: >= 2 } => $"{time.TotalDays:0} days",
            { TotalHours: >= 2 } => $"{time.TotalHours:0} hours",
            { TotalMinutes: >= 2 } => $"{time.TotalMinutes:0} minutes",
            _ => $"{time.TotalSeconds:0} seconds",
        };
}
