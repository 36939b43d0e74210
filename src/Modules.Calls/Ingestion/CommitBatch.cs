using System.Threading.Channels;

namespace Switchhook.Calls.Ingestion;

/// <summary>How much goes into one commit: whatever waits, up to so many deliveries or so many bytes, and never less than one.</summary>
public static class CommitBatch
{
    public const int Most = 128,
        MostBytes = 4 * 1024 * 1024;

    public static void Gather(ChannelReader<PendingDelivery> waiting, List<PendingDelivery> batch)
    {
        for (var bytes = 0L; batch.Count < Most && bytes < MostBytes && waiting.TryRead(out var next); bytes += next.Body.Bytes.Length)
            batch.Add(next);
    }
}
