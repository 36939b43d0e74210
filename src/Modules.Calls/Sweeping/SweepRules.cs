namespace Switchhook.Calls.Sweeping;

/// <summary>How often Retell's own record is looked through, and how far back.</summary>
/// <param name="Every">The time between two looks; after a failed one the next comes sooner.</param>
/// <param name="Grace">How long after its end a call is left to its webhooks.</param>
/// <param name="PageSize">Calls in one answer; Retell gives up to 1000.</param>
public sealed record SweepRules(TimeSpan Every, TimeSpan Grace, int PageSize = 200)
{
    public static readonly TimeSpan
        /// What the platform's own account is asked for when it was never looked at before.
        FirstLook = TimeSpan.FromDays(1),
        /// An analysis comes minutes after the end: what was seen unfinished is seen again.
        Overlap = TimeSpan.FromMinutes(15),
        SoonestAgain = TimeSpan.FromSeconds(5);

    public TimeSpan Again(int failures) =>
        failures == 0 ? Every : TimeSpan.FromSeconds(Math.Min(Every.TotalSeconds, SoonestAgain.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 10))));

    /// <summary>Another's account is looked through from when it came to us: what happened in it before is not ours to fetch.</summary>
    public static DateTimeOffset Since(DateTimeOffset? lookedUntil, bool isOwners, DateTimeOffset now) =>
        (lookedUntil ?? (isOwners ? now : now - FirstLook)) - Overlap;
}
