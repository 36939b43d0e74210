namespace Switchhook.Calls.LiveTranscripts;

/// <summary>
/// What has been said so far in a call that is going on. Replaced with every turn, gone when the call ends: the stream holds none of it.
/// </summary>
public sealed record LiveTranscript(string Id, IReadOnlyList<Turn> Turns, DateTimeOffset SignedAt)
{
    /// <summary>A transcript only grows: one that is sent again late is signed again, and says less.</summary>
    public bool IsReplacedBy(IReadOnlyList<Turn> turns, DateTimeOffset signedAt) =>
        (turns.Count, Reached(turns), signedAt).CompareTo((Turns.Count, Reached(Turns), SignedAt)) > 0;

    /// <summary>The second up to which it goes.</summary>
    static double Reached(IReadOnlyList<Turn> turns) => turns.Max(x => x.End) ?? 0;
}
