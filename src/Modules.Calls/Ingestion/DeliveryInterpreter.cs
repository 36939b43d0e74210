using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// Works off the queue, with as many workers as there are cores, beside those of other processes. Woken by what was written here; what
/// others wrote, or left behind when they died, is found by looking.
/// </summary>
public sealed class DeliveryInterpreter(
    NpgsqlDataSource database,
    PartitionSignals signals,
    Backpressure backpressure,
    DeliveryCommit commit,
    DeliveryTable deliveries,
    TimeProvider time,
    ILogger<DeliveryInterpreter> log
) : BackgroundService
{
    /// <summary>Two at least: while one is at a large body, another goes on with everybody's.</summary>
    static readonly int Workers = Math.Max(2, Environment.ProcessorCount);
    static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2),
        MinDelay = TimeSpan.FromMilliseconds(50),
        OutdatedRowDelay = TimeSpan.FromMilliseconds(15),
        MaxDelay = TimeSpan.FromSeconds(2),
        TimeSlice = TimeSpan.FromMilliseconds(250);

    /// <summary>Under load, requests that wait for an answer go first until acknowledged deliveries have waited this long.</summary>
    static readonly TimeSpan Overdue = TimeSpan.FromSeconds(5);

    /// <summary>One heavy call at a time, whichever owner it belongs to.</summary>
    readonly SemaphoreSlim heavy = new(1, 1);
    ulong heavyPartitions;
    string lastHeavyOwner = "";

    protected override Task ExecuteAsync(CancellationToken stop) =>
        Task.WhenAll([PollAsync(stop), .. Enumerable.Range(0, Workers).Select(i => Task.Run(() => WorkAsync(i == 0, stop), stop))]);

    async Task PollAsync(CancellationToken stop)
    {
        var resumed = false;
        while (!stop.IsCancellationRequested)
            try
            {
                if (!resumed)
                    await deliveries.RequeueOwnedAsync(null, stop);
                resumed = true;
                await deliveries.AssignDuplicatesAsync(stop);
                signals.Signal(await deliveries.WaitingPartitionsAsync(stop));
                await Task.Delay(PollInterval, time, stop);
            }
            catch (Exception broken) when (!stop.IsCancellationRequested)
            {
                if (!DatabaseErrors.IsAway(broken))
                    log.LogError("Polling the webhook queue failed: {Reason}", DatabaseErrors.Reason(broken));
                await Task.Delay(PollInterval, time, CancellationToken.None);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
    }

    async Task WorkAsync(bool first, CancellationToken stop)
    {
        await using var queue = new DeliveryQueue(database);
        var (pause, behind) = (MinDelay, TimeSpan.Zero);
        while (!stop.IsCancellationRequested)
            try
            {
                await YieldToAcknowledgementsAsync(first, behind, stop);
                var mine = signals.Take(Workers);
                if (mine == 0)
                    await signals.WaitAsync(PollInterval, stop);
                behind = mine == 0 ? TimeSpan.Zero : await ProcessAsync(queue, mine, stop);
                pause = MinDelay;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                log.Log(
                    DatabaseErrors.IsAway(broken) ? LogLevel.Warning : LogLevel.Error,
                    "The webhook worker stopped: {Reason}; retrying in {Delay} ms",
                    DatabaseErrors.Reason(broken),
                    pause.TotalMilliseconds
                );
                await queue.DisposeAsync();
                await Task.Delay(pause, time, stop).ContinueWith(_ => { }, TaskScheduler.Default);
                pause = pause * 2 < MaxDelay ? pause * 2 : MaxDelay;
            }
    }

    /// <summary>
    /// The stronger the load, the longer workers yield. Under light load the cores are mostly free, so one worker hardly waits (hence
    /// the square: 0.04 s at 500 a second, 0.8 s at 1,000), and the others leave the answers more room.
    /// </summary>
    async Task YieldToAcknowledgementsAsync(bool first, TimeSpan behind, CancellationToken stop)
    {
        for (
            var since = time.GetTimestamp();
            backpressure.Strength is > 0 and var strength
                && behind + time.GetElapsedTime(since) < Overdue * (first ? strength * strength : strength);

        )
            await Task.Delay(10, stop);
    }

    /// <summary>How long the oldest of what was there had waited.</summary>
    async Task<TimeSpan> ProcessAsync(DeliveryQueue queue, ulong mine, CancellationToken stop)
    {
        var partitions = new HeldPartitions(signals, mine);
        try
        {
            // While another worker processes a heavy call, bodies of that size need not be read.
            var largest = heavy.CurrentCount > 0 ? int.MaxValue : FairBatches.HeavyBytes;
            var (taken, waiting, isFull) = await queue.TakeAsync(
                mine,
                backpressure.IsOn ? DeliveryQueue.SmallBatch : DeliveryQueue.MaxBatch,
                largest,
                stop
            );
            if (taken == 0)
                await Task.Delay(MinDelay, time, stop);
            // Another machine's clock may be ahead.
            var behind = waiting.Count > 0 && time.GetUtcNow() - waiting[0].ReceivedAt is { Ticks: > 0 } waited ? waited : TimeSpan.Zero;
            var turns = FairBatches.Of(waiting);
            var more = isFull | turns.IsCutShort | !await ApplyWithinTimeSliceAsync(turns.Light, stop);
            if (largest == FairBatches.HeavyBytes)
                more |= !RecheckAfterHeavyCall(taken);
            // Another process may have seen its partition empty just before a delivery came: check again after it is released.
            partitions.Unfinished = more ? mine : mine & ~taken;
            if (turns.Heavy.Count > 0)
                await ProcessHeavyCallAsync(queue, turns, taken, partitions, stop);
            await queue.ReleaseAsync();
            return behind;
        }
        finally
        {
            partitions.ReleaseAll();
        }
    }

    /// <summary>
    /// False when the worker's turn was over before all of it was applied: what is left is taken again, and others have had theirs.
    /// </summary>
    async Task<bool> ApplyWithinTimeSliceAsync(IReadOnlyList<IReadOnlyList<WaitingDelivery>> transactions, CancellationToken stop)
    {
        var since = time.GetTimestamp();
        foreach (var (place, waiting) in transactions.Index())
        {
            if (place > 0 && time.GetElapsedTime(since) > TimeSlice)
                return false;
            await ApplyAsync(waiting, stop);
        }
        return true;
    }

    /// <summary>
    /// In these lanes there may be calls with much in them, which were not looked for. False when the one that was being applied is done
    /// already.
    /// </summary>
    bool RecheckAfterHeavyCall(ulong partitions)
    {
        Interlocked.Or(ref heavyPartitions, partitions);
        return heavy.CurrentCount == 0;
    }

    /// <summary>Leaves all lanes but that of one call with much in it, and applies that.</summary>
    async Task ProcessHeavyCallAsync(DeliveryQueue queue, FairBatches turns, ulong taken, HeldPartitions partitions, CancellationToken stop)
    {
        Interlocked.Or(ref heavyPartitions, turns.Heavy.Aggregate(0UL, (all, x) => all | Partition.Bit(x[0].PartitionNumber)));
        if (!await heavy.WaitAsync(0, stop))
            return;
        try
        {
            var call = turns.NextHeavy(lastHeavyOwner)!;
            lastHeavyOwner = call[0].Share;
            var partition = Partition.Bit(call[0].PartitionNumber);
            await queue.ReleaseAsync(taken & ~partition);
            partitions.ReleaseAllExcept(partition);
            await ApplyAsync(call, stop);
        }
        finally
        {
            heavy.Release();
            signals.Signal(Interlocked.Exchange(ref heavyPartitions, 0));
        }
    }

    /// <summary>A transaction that fails is halved until what makes it fail stands alone.</summary>
    async Task ApplyAsync(IReadOnlyList<WaitingDelivery> waiting, CancellationToken stop)
    {
        var met = 0;
        for (var races = 0; ; races++)
            try
            {
                await commit.CommitAsync(waiting, stop);
                return;
            }
            catch (Exception broken) when (DatabaseErrors.Has<DeliveriesAlreadyInterpreted>(broken))
            {
                return;
            }
            catch (Exception broken) when (OutdatedRow.Is(broken))
            {
                if (waiting.Count > 1)
                {
                    foreach (var half in BatchSplit.Of(waiting))
                        await ApplyAsync(half, stop);
                    return;
                }
                // What is not up to date soon stays where it is, and is found again.
                if (++met > 20)
                    return;
                await Task.Delay(OutdatedRowDelay, time, stop);
            }
            catch (Exception broken) when (DatabaseErrors.IsRace(broken) && (races < 3 || waiting.Count == 1))
            {
                if (races >= 3)
                    throw;
            }
            catch (Exception broken) when (!stop.IsCancellationRequested && !DatabaseErrors.IsAway(broken))
            {
                if (waiting.Count > 1)
                    foreach (var half in BatchSplit.Of(waiting))
                        await ApplyAsync(half, stop);
                else
                    await SetAsideAsync(waiting[0], broken, stop);
                return;
            }
    }

    async Task SetAsideAsync(WaitingDelivery poison, Exception why, CancellationToken stop)
    {
        log.LogWarning("A webhook delivery could not be processed and was marked as failed: {Reason}", DatabaseErrors.Reason(why));
        if (await deliveries.FailAsync(poison.Id, poison.Tenant, DatabaseErrors.Reason(why), time.GetUtcNow(), stop) > 0)
            DeliveryMetrics.Count(DeliveryStatus.Failed);
    }
}

/// <summary>The partitions that a worker holds; each is released once.</summary>
sealed class HeldPartitions(PartitionSignals signals, ulong mine)
{
    ulong held = mine;

    /// <summary>Which of them have to be looked at again; all, until something is known.</summary>
    public ulong Unfinished { get; set; } = mine;

    public void ReleaseAllExcept(ulong partitions)
    {
        signals.Release(held & ~partitions, Unfinished & ~partitions);
        (held, Unfinished) = (partitions, partitions);
    }

    public void ReleaseAll() => signals.Release(held, Unfinished);
}
