using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.Calls.Ingestion;

/// <summary>
/// Works off the queue, with as many workers as there are cores, beside those of other processes. Woken by what was written here; what others
/// wrote, or left behind when they died, is found by looking.
/// </summary>
public sealed class DeliveryInterpreter(
    NpgsqlDataSource database, PartitionSignals bells, Backpressure rush, DeliveryCommit understanding, DeliveryTable deliveries, TimeProvider time, ILogger<DeliveryInterpreter> log) : BackgroundService
{
    /// <summary>Two at least: while one is at a large body, another goes on with everybody's.</summary>
    static readonly int Workers = Math.Max(2, Environment.ProcessorCount);
    static readonly TimeSpan Look = TimeSpan.FromSeconds(2), Breath = TimeSpan.FromMilliseconds(50), Moment = TimeSpan.FromMilliseconds(15), Longest = TimeSpan.FromSeconds(2), Turn = TimeSpan.FromMilliseconds(250);

    /// <summary>In a rush those go first who wait for an answer, until what has been answered is waiting so long itself.</summary>
    static readonly TimeSpan Overdue = TimeSpan.FromSeconds(5);

    /// <summary>One call with much in it at a time, whoever has many of them.</summary>
    readonly SemaphoreSlim heavy = new(1, 1);
    ulong heavyLanes;
    string served = "";

    protected override Task ExecuteAsync(CancellationToken stop) =>
        Task.WhenAll([LookAsync(stop), .. Enumerable.Range(0, Workers).Select(i => Task.Run(() => WorkAsync(i == 0, stop), stop))]);

    async Task LookAsync(CancellationToken stop)
    {
        var resumed = false;
        while (!stop.IsCancellationRequested)
            try
            {
                if (!resumed) await deliveries.RequeueOwnedAsync(null, stop);
                resumed = true;
                await deliveries.AssignDuplicatesAsync(stop);
                bells.Signal(await deliveries.WaitingPartitionsAsync(stop));
                await Task.Delay(Look, time, stop);
            }
            catch (Exception broken) when (!stop.IsCancellationRequested)
            {
                if (!Failing.IsAway(broken)) log.LogError("Polling the webhook queue failed: {Reason}", Failing.Reason(broken));
                await Task.Delay(Look, time, CancellationToken.None);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
    }

    async Task WorkAsync(bool first, CancellationToken stop)
    {
        await using var queue = new DeliveryQueue(database);
        var (pause, behind) = (Breath, TimeSpan.Zero);
        while (!stop.IsCancellationRequested)
            try
            {
                await YieldToAcknowledgementsAsync(first, behind, stop);
                var mine = bells.Take(Workers);
                if (mine == 0) await bells.WaitAsync(Look, stop);
                behind = mine == 0 ? TimeSpan.Zero : await WorkOffAsync(queue, mine, stop);
                pause = Breath;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
            catch (Exception broken)
            {
                log.Log(Failing.IsAway(broken) ? LogLevel.Warning : LogLevel.Error, "The webhook worker stopped: {Reason}; retrying in {Delay} ms", Failing.Reason(broken), pause.TotalMilliseconds);
                await queue.DisposeAsync();
                await Task.Delay(pause, time, stop).ContinueWith(_ => { }, TaskScheduler.Default);
                pause = pause * 2 < Longest ? pause * 2 : Longest;
            }
    }

    /// <summary>
    /// The stronger the rush, the longer it is let pass. In a light one most of the cores' time is left: then one worker hardly waits at all (hence
    /// the square: 0.04 s at 500 a second, 0.8 s at 1,000), and the others leave the answers more room.
    /// </summary>
    async Task YieldToAcknowledgementsAsync(bool first, TimeSpan behind, CancellationToken stop)
    {
        for (var since = time.GetTimestamp(); rush.Strength is > 0 and var strength && behind + time.GetElapsedTime(since) < Overdue * (first ? strength * strength : strength);) await Task.Delay(10, stop);
    }

    /// <summary>How long the oldest of what was there had waited.</summary>
    async Task<TimeSpan> WorkOffAsync(DeliveryQueue queue, ulong mine, CancellationToken stop)
    {
        var lanes = new HeldPartitions(bells, mine);
        try
        {
            // While somebody is at a call with much in it, bodies of that kind need not be read.
            var largest = heavy.CurrentCount > 0 ? int.MaxValue : FairBatches.HeavyBytes;
            var (taken, waiting, isFull) = await queue.TakeAsync(mine, rush.IsOn ? DeliveryQueue.Few : DeliveryQueue.Most, largest, stop);
            if (taken == 0) await Task.Delay(Breath, time, stop);
            // Another machine's clock may be ahead.
            var behind = waiting.Count > 0 && time.GetUtcNow() - waiting[0].ReceivedAt is { Ticks: > 0 } waited ? waited : TimeSpan.Zero;
            var turns = FairBatches.Of(waiting);
            var more = isFull | turns.IsCutShort | !await ApplyInTurnAsync(turns.Light, stop);
            if (largest == FairBatches.HeavyBytes) more |= !AskAgainAfterHeavy(taken);
            // Another process may have found its lane empty just before something came: it is looked at again once that has left.
            lanes.Unfinished = more ? mine : mine & ~taken;
            if (turns.Heavy.Count > 0) await LeaveForHeavyAsync(queue, turns, taken, lanes, stop);
            await queue.LeaveAsync();
            return behind;
        }
        finally
        {
            lanes.LeaveAll();
        }
    }

    /// <summary>False when the worker's turn was over before all of it was applied: what is left is taken again, and others have had theirs.</summary>
    async Task<bool> ApplyInTurnAsync(IReadOnlyList<IReadOnlyList<WaitingDelivery>> transactions, CancellationToken stop)
    {
        var since = time.GetTimestamp();
        foreach (var (place, waiting) in transactions.Index())
        {
            if (place > 0 && time.GetElapsedTime(since) > Turn) return false;
            await ApplyAsync(waiting, stop);
        }
        return true;
    }

    /// <summary>In these lanes there may be calls with much in them, which were not looked for. False when the one that was being applied is done already.</summary>
    bool AskAgainAfterHeavy(ulong lanes)
    {
        Interlocked.Or(ref heavyLanes, lanes);
        return heavy.CurrentCount == 0;
    }

    /// <summary>Leaves all lanes but that of one call with much in it, and applies that.</summary>
    async Task LeaveForHeavyAsync(DeliveryQueue queue, FairBatches turns, ulong taken, HeldPartitions lanes, CancellationToken stop)
    {
        Interlocked.Or(ref heavyLanes, turns.Heavy.Aggregate(0UL, (all, x) => all | Partition.Bit(x[0].Lane)));
        if (!await heavy.WaitAsync(0, stop)) return;
        try
        {
            var call = turns.NextHeavy(served)!;
            served = call[0].Share;
            var lane = Partition.Bit(call[0].Lane);
            await queue.LeaveAsync(taken & ~lane);
            lanes.LeaveAllBut(lane);
            await ApplyAsync(call, stop);
        }
        finally
        {
            heavy.Release();
            bells.Signal(Interlocked.Exchange(ref heavyLanes, 0));
        }
    }

    /// <summary>A transaction that fails is halved until what makes it fail stands alone.</summary>
    async Task ApplyAsync(IReadOnlyList<WaitingDelivery> waiting, CancellationToken stop)
    {
        var met = 0;
        for (var races = 0; ; races++)
            try
            {
                await understanding.CommitAsync(waiting, stop);
                return;
            }
            catch (Exception broken) when (Failing.Has<DeliveriesTakenElsewhere>(broken)) { return; }
            catch (Exception broken) when (OutdatedRow.Is(broken))
            {
                if (waiting.Count > 1)
                {
                    foreach (var half in BatchSplit.Of(waiting)) await ApplyAsync(half, stop);
                    return;
                }
                // What is not up to date soon stays where it is, and is found again.
                if (++met > 20) return;
                await Task.Delay(Moment, time, stop);
            }
            catch (Exception broken) when (Failing.IsRace(broken) && (races < 3 || waiting.Count == 1))
            {
                if (races >= 3) throw;
            }
            catch (Exception broken) when (!stop.IsCancellationRequested && !Failing.IsAway(broken))
            {
                if (waiting.Count > 1) foreach (var half in BatchSplit.Of(waiting)) await ApplyAsync(half, stop);
                else await SetAsideAsync(waiting[0], broken, stop);
                return;
            }
    }

    async Task SetAsideAsync(WaitingDelivery poison, Exception why, CancellationToken stop)
    {
        log.LogWarning("A webhook delivery could not be processed and was marked as failed: {Reason}", Failing.Reason(why));
        if (await deliveries.FailAsync(poison.Id, poison.Tenant, Failing.Reason(why), time.GetUtcNow(), stop) > 0) DeliveryMetrics.Count(DeliveryStatus.Failed);
    }
}

/// <summary>The lanes that a worker has in hand, each left once.</summary>
sealed class HeldPartitions(PartitionSignals bells, ulong mine)
{
    ulong held = mine;

    /// <summary>Which of them have to be looked at again; all, until something is known.</summary>
    public ulong Unfinished { get; set; } = mine;

    public void LeaveAllBut(ulong lanes)
    {
        bells.Leave(held & ~lanes, Unfinished & ~lanes);
        (held, Unfinished) = (lanes, lanes);
    }

    public void LeaveAll() => bells.Leave(held, Unfinished);
}
