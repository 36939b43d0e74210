namespace Switchhook.Calls.Ingestion;

/// <summary>Deliveries wait in partitions, all of one call in the same one: a worker that holds it is alone with its calls.</summary>
public static class Partition
{
    public const int Count = 64;
    public const ulong All = ulong.MaxValue;

    /// <summary>Many lanes are a bit for each.</summary>
    public static ulong Bit(int partition) => 1UL << partition;

    public static IEnumerable<short> NumbersOf(ulong partitions) =>
        Enumerable.Range(0, Count).Where(partition => (partitions & Bit(partition)) != 0).Select(partition => (short)partition);

    /// <summary>Stands beside the delivery: the same on every machine and in every version (FNV-1a).</summary>
    public static short Of(string? callId)
    {
        var hash = 2166136261;
        foreach (var c in callId ?? "")
            hash = (hash ^ c) * 16777619;
        return (short)((hash ^ (hash >> 16)) % Count);
    }
}
