namespace Switchhook.Calls.Reconciliation;

/// <summary>How often Retell's own record is looked through, and how far back.</summary>
/// <param name="Every">The time between two looks; after a failed one the next comes sooner.</param>
/// <param name="Grace">How long after its end a call is left to its webhooks.</param>
/// <param name="PageSize">Calls in one answer; Retell gives up to 1000.</param>
public sealed record ReconciliationSettings(TimeSpan Every, TimeSpan Grace, int PageSize = 200)
{
    public static readonly TimeSpan
        // What the platform's own account is asked for when it was never looked at before.
        FirstLook = TimeSpan.FromDays(1),
        // An analysis comes minutes after the end: what was seen unfinished is seen again.
        Overlap = TimeSpan.FromMinutes(15),
        SoonestAgain = TimeSpan.FromSeconds(5);

    public TimeSpan RetryAfter(int failures) =>
        failures == 0
            ? Every
            : TimeSpan.FromSeconds(Math.Min(Every.TotalSeconds, SoonestAgain.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 10))));

    /// <summary>
    /// Another's account is looked through from when it came to us: what happened in it before is not ours to fetch. Up to when an
    /// account was looked through is not known when that lies in the future: the clock was wrong then.
    /// </summary>
    public static DateTimeOffset Since(DateTimeOffset? lookedUntil, bool isOwners, DateTimeOffset now) =>
        lookedUntil switch
        {
            null when isOwners => now - Overlap,
            { } until when until <= now => until - Overlap,
            _ => now - FirstLook - Overlap,
        };

    /// <summary>
    /// What a look has covered: up to when it began, by whichever clock says that was earlier, but for the calls that were still left to
    /// their webhooks. A clock that was set back during the look counts as it is now.
    /// </summary>
    public static DateTimeOffset Covered(DateTimeOffset began, DateTimeOffset? answeredAt, DateTimeOffset now, TimeSpan grace)
    {
        var earliest = began < now ? began : now;
        return (answeredAt < earliest ? answeredAt.Value : earliest) - grace;
    }
}
