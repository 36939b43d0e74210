using System.Numerics;

namespace Switchhook.Calls.Ingestion;

/// <summary>Which partitions have waiting deliveries, as far as this process knows, and which it is processing: one bit each.</summary>
public sealed class PartitionSignals : IDisposable
{
    readonly Lock gate = new();
    readonly SemaphoreSlim available = new(0);
    ulong signaled,
        taken;
    int next;

    public void Signal(ulong partitions)
    {
        lock (gate)
            signaled |= partitions;
        ReleaseWaiter();
    }

    /// <summary>A fair share of the signaled, free partitions. Each take continues after the last, so none is skipped for long.</summary>
    public ulong Take(int among)
    {
        lock (gate)
        {
            var free = BitOperations.RotateRight(signaled & ~taken, next);
            var (mine, many) = (0UL, (BitOperations.PopCount(free) + among - 1) / among);
            for (var left = many; left > 0; left--, free &= free - 1)
                mine |= free & (~free + 1);
            if (mine == 0)
                return 0;
            mine = BitOperations.RotateLeft(mine, next);
            next = (next + many) % Partition.Count;
            signaled &= ~mine;
            taken |= mine;
            return mine;
        }
    }

    public void Release(ulong partitions, ulong unfinished)
    {
        lock (gate)
        {
            taken &= ~partitions;
            signaled |= unfinished;
        }
        ReleaseWaiter();
    }

    /// <summary>Until a partition is signaled, or until it is time to check for what other processes left.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken stop) => available.WaitAsync(atMost, stop);

    void ReleaseWaiter()
    {
        lock (gate)
            if ((signaled & ~taken) != 0 && available.CurrentCount < Partition.Count)
                available.Release();
    }

    public void Dispose() => available.Dispose();
}
