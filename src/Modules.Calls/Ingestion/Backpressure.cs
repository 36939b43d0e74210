namespace Switchhook.Calls.Ingestion;

/// <summary>
/// How many deliveries come just now. Each counts for less the longer ago it came, so that a rush is over soon after its last one.
/// </summary>
public sealed class Backpressure(TimeProvider time)
{
    static readonly TimeSpan DecayTime = TimeSpan.FromMilliseconds(20);

    /// <summary>What some 350 a second come to, evenly spread, and some 2,000: more than can be understood while they come.</summary>
    const double Much = 7,
        TooMuch = 40;

    readonly Lock gate = new();
    double level;
    long since;

    public bool IsOn => Strength > 0;

    /// <summary>From 0, when there is time for everything, to 1, when there is time for answers only.</summary>
    public double Strength
    {
        get
        {
            lock (gate)
                return Math.Clamp((CurrentLevel() - Much) / (TooMuch - Much), 0, 1);
        }
    }

    public void Add(int deliveries)
    {
        lock (gate)
            (level, since) = (CurrentLevel() + deliveries, time.GetTimestamp());
    }

    double CurrentLevel() => level * Math.Exp(-(time.GetElapsedTime(since) / DecayTime));
}
