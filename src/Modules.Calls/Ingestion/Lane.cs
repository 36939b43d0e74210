namespace Switchhook.Calls.Ingestion;

/// <summary>Deliveries wait in lanes, all of one call in the same one: a transaction that has locked it is alone with its calls.</summary>
public static class Lane
{
    public const int Count = 64;
    public const ulong All = ulong.MaxValue;

    /// <summary>Many lanes are a bit for each.</summary>
    public static ulong Bit(int lane) => 1UL << lane;

    public static IEnumerable<short> NumbersOf(ulong lanes) =>
        Enumerable.Range(0, Count).Where(lane => (lanes & Bit(lane)) != 0).Select(lane => (short)lane);

    /// <summary>Stands beside the delivery: the same on every machine and in every version (FNV-1a).</summary>
    public static short Of(string? callId)
    {
        var hash = 2166136261;
        foreach (var c in callId ?? "")
            hash = (hash ^ c) * 16777619;
        return (short)((hash ^ (hash >> 16)) % Count);
    }
}
