namespace Switchhook.Calls.Ingestion;

/// <summary>
/// Which lanes have waiting deliveries, as far as this process knows: one bit each. The lanes are divided into partitions, each processed
/// by one message at a time; while a partition has a bit, its message is on its way.
/// </summary>
public sealed class WaitingLanes(int partitions)
{
    readonly ulong[] waiting = new ulong[partitions];

    /// <summary>Two at least: while one is at a large body, another goes on with everybody's.</summary>
    public static int Partitions { get; } = Math.Clamp(Environment.ProcessorCount, 2, Lane.Count);

    /// <summary>The partitions among these lanes for which a message has to be published, since none is on its way.</summary>
    public IReadOnlyList<int> Add(ulong lanes) => [.. Enumerable.Range(0, waiting.Length).Where(x => Add(x, lanes))];

    /// <summary>True when no message is on its way to this partition, and one has to be published.</summary>
    public bool Add(int partition, ulong lanes)
    {
        var mine = lanes & LanesOf(partition);
        return mine != 0 && Interlocked.Or(ref waiting[partition], mine) == 0;
    }

    /// <summary>The message has arrived: what comes from now on needs another.</summary>
    public ulong Take(int partition) => Interlocked.Exchange(ref waiting[partition], 0);

    ulong LanesOf(int partition)
    {
        var lanes = 0UL;
        for (var lane = partition; lane < Lane.Count; lane += waiting.Length)
            lanes |= Lane.Bit(lane);
        return lanes;
    }
}
