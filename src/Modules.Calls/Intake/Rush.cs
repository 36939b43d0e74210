namespace Switchhook.Calls.Intake;

/// <summary>Whether very many deliveries come just now. Each counts for less the longer ago it came, so that a rush is over soon after its last one.</summary>
public sealed class Rush(TimeProvider time)
{
    static readonly TimeSpan Fading = TimeSpan.FromMilliseconds(20);

    /// <summary>What some 350 a second, evenly spread, come to.</summary>
    const double Much = 7;

    readonly Lock gate = new();
    double felt;
    long since;

    public bool IsOn
    {
        get { lock (gate) return Felt() >= Much; }
    }

    public void Add(int deliveries)
    {
        lock (gate) (felt, since) = (Felt() + deliveries, time.GetTimestamp());
    }

    double Felt() => felt * Math.Exp(-(time.GetElapsedTime(since) / Fading));
}
