using System.Numerics;

namespace Switchhook.Calls.Ingestion;

/// <summary>Which lanes have something waiting, as far as this process knows, and which of them it is at: a bit for each.</summary>
public sealed class PartitionSignals : IDisposable
{
    readonly Lock gate = new();
    readonly SemaphoreSlim bell = new(0);
    ulong ringing, taken;
    int next;

    public void Signal(ulong lanes)
    {
        lock (gate) ringing |= lanes;
        Wake();
    }

    /// <summary>A fair part of what rings and nobody here is at; none is left out for long, since each taking goes on where the last one ended.</summary>
    public ulong Take(int among)
    {
        lock (gate)
        {
            var free = BitOperations.RotateRight(ringing & ~taken, next);
            var (mine, many) = (0UL, (BitOperations.PopCount(free) + among - 1) / among);
            for (var left = many; left > 0; left--, free &= free - 1) mine |= free & (~free + 1);
            if (mine == 0) return 0;
            mine = BitOperations.RotateLeft(mine, next);
            next = (next + many) % Partition.Count;
            ringing &= ~mine;
            taken |= mine;
            return mine;
        }
    }

    public void Leave(ulong lanes, ulong unfinished)
    {
        lock (gate)
        {
            taken &= ~lanes;
            ringing |= unfinished;
        }
        Wake();
    }

    /// <summary>Until something rings, or long enough to look for what others have left.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken stop) => bell.WaitAsync(atMost, stop);

    void Wake()
    {
        lock (gate)
            if ((ringing & ~taken) != 0 && bell.CurrentCount < Partition.Count) bell.Release();
    }

    public void Dispose() => bell.Dispose();
}
