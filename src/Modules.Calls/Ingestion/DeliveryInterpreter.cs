using Marten;
using Microsoft.Extensions.Logging;
using Switchhook.BuildingBlocks;
using Wolverine;

namespace Switchhook.Calls.Ingestion;

/// <summary>Interprets what waits in the lanes of one partition: fair among owners, for so long, then again while there is more.</summary>
public sealed class DeliveryInterpreter(
    WaitingLanes lanes,
    InterpretationPublisher interpretation,
    Backpressure backpressure,
    DeliveryCommit commit,
    DeliveryTable deliveries,
    TimeProvider time,
    ILogger<DeliveryInterpreter> log
)
{
    static readonly TimeSpan RefusedLockDelay = TimeSpan.FromMilliseconds(50),
        OutdatedRowDelay = TimeSpan.FromMilliseconds(15),
        TimeSlice = TimeSpan.FromMilliseconds(250);

    /// <summary>Under load, requests that wait for an answer go first until acknowledged deliveries have waited this long.</summary>
    static readonly TimeSpan Overdue = TimeSpan.FromSeconds(5);

    /// <summary>How long the oldest of what was there had waited, by partition.</summary>
    readonly TimeSpan[] behind = new TimeSpan[WaitingLanes.Partitions];

    /// <summary>The lane of the one heavy call that is in progress, or none.</summary>
    ulong heavyLane;
    string lastHeavyOwner = "";

    public async Task<OutgoingMessages> InterpretAsync(InterpretDeliveries message, CancellationToken stop)
    {
        await YieldToAcknowledgementsAsync(message.Partition, stop);
        var mine = lanes.Take(message.Partition);
        try
        {
            return await TakeAndApplyAsync(message, mine, stop);
        }
        catch
        {
            // The same message comes again, and finds them.
            lanes.Add(message.Partition, mine);
            throw;
        }
    }

    public async Task InterpretHeavyCallAsync(IReadOnlyList<WaitingDelivery> call, CancellationToken stop)
    {
        await ApplyAsync(call, null, stop);
        Interlocked.Exchange(ref heavyLane, 0);
        // Meanwhile, bodies of that size were not read, and neither was its lane.
        await interpretation.PublishAsync(Lane.All);
    }

    /// <summary>
    /// The stronger the load, the longer interpretation yields. Under light load the cores are mostly free, so one partition hardly waits
    /// (hence the square: 0.04 s at 500 a second, 0.8 s at 1,000), and the others leave the answers more room.
    /// </summary>
    async Task YieldToAcknowledgementsAsync(int partition, CancellationToken stop)
    {
        var since = time.GetTimestamp();
        while (
            backpressure.Strength is > 0 and var strength
            && behind[partition] + time.GetElapsedTime(since) < Overdue * (partition == 0 ? strength * strength : strength)
        )
            await Task.Delay(10, stop);
    }

    async Task<OutgoingMessages> TakeAndApplyAsync(InterpretDeliveries message, ulong mine, CancellationToken stop)
    {
        var heavy = Volatile.Read(ref heavyLane);
        mine &= ~heavy;
        if (mine == 0)
        {
            behind[message.Partition] = TimeSpan.Zero;
            return [];
        }
        await using var session = await commit.BeginAsync(stop);
        var most = backpressure.IsOn ? DeliveryQueue.SmallBatch : DeliveryQueue.MaxBatch;
        var largest = heavy == 0 ? int.MaxValue : FairBatches.HeavyBytes;
        var (taken, waiting, isFull) = await DeliveryQueue.TakeAsync(session.Connection, mine, most, largest, stop);
        if (taken == 0)
            return lanes.Add(message.Partition, mine) ? [message.DelayedFor(RefusedLockDelay)] : [];
        // Another machine's clock may be ahead.
        var waited = waiting.Count > 0 ? time.GetUtcNow() - waiting[0].ReceivedAt : TimeSpan.Zero;
        behind[message.Partition] = waited > TimeSpan.Zero ? waited : TimeSpan.Zero;
        var turns = FairBatches.Of(waiting);
        var more = isFull | turns.IsCutShort | !await ApplyWithinTimeSliceAsync(turns.Light, session, stop);
        // What is heavy was not read: it may be over by now.
        if (heavy != 0)
            more |= Volatile.Read(ref heavyLane) == 0;
        // Another process may have seen its lane empty just before a delivery came: look again after it is released.
        return Renewed(message, more ? mine : mine & ~taken, turns);
    }

    OutgoingMessages Renewed(InterpretDeliveries message, ulong unfinished, FairBatches turns)
    {
        var messages = new OutgoingMessages();
        if (turns.NextHeavy(lastHeavyOwner) is { } call && Interlocked.CompareExchange(ref heavyLane, Lane.Bit(call[0].LaneNumber), 0) == 0)
        {
            lastHeavyOwner = call[0].Share;
            messages.Add(new InterpretHeavyCall(call));
        }
        if (lanes.Add(message.Partition, unfinished))
            messages.Add(message);
        return messages;
    }

    /// <summary>False when the time was over before all of it was applied: what is left is taken again.</summary>
    async Task<bool> ApplyWithinTimeSliceAsync(
        IReadOnlyList<IReadOnlyList<WaitingDelivery>> transactions,
        IDocumentSession first,
        CancellationToken stop
    )
    {
        var since = time.GetTimestamp();
        foreach (var (place, waiting) in transactions.Index())
        {
            if (place > 0 && time.GetElapsedTime(since) > TimeSlice)
                return false;
            if (!await ApplyAsync(waiting, place == 0 ? first : null, stop))
                return false;
        }
        return true;
    }

    /// <summary>A transaction that fails is halved until what makes it fail stands alone. False when a lane is held elsewhere.</summary>
    /// <param name="locked">A transaction that holds the lanes already.</param>
    async Task<bool> ApplyAsync(IReadOnlyList<WaitingDelivery> waiting, IDocumentSession? locked, CancellationToken stop)
    {
        var met = 0;
        for (var races = 0; ; races++, locked = null)
            try
            {
                await using var session = locked ?? await commit.BeginAsync(stop);
                if (locked is null && !await DeliveryQueue.TryLockAsync(session.Connection, waiting, stop))
                    return false;
                await commit.CommitAsync(session, waiting, stop);
                return true;
            }
            catch (Exception broken) when (DatabaseErrors.Has<DeliveriesAlreadyInterpreted>(broken))
            {
                return true;
            }
            catch (Exception broken) when (OutdatedRow.Is(broken))
            {
                if (waiting.Count > 1)
                    return await ApplyHalvesAsync(waiting, stop);
                // What is not up to date soon stays where it is, and is found again.
                if (++met > 20)
                    return true;
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
                    return await ApplyHalvesAsync(waiting, stop);
                await SetAsideAsync(waiting[0], broken, stop);
                return true;
            }
    }

    async Task<bool> ApplyHalvesAsync(IReadOnlyList<WaitingDelivery> waiting, CancellationToken stop)
    {
        var all = true;
        foreach (var half in BatchSplit.Of(waiting))
            all &= await ApplyAsync(half, null, stop);
        return all;
    }

    async Task SetAsideAsync(WaitingDelivery poison, Exception why, CancellationToken stop)
    {
        log.LogWarning("A webhook delivery could not be processed and was marked as failed: {Reason}", DatabaseErrors.Reason(why));
        if (await deliveries.FailAsync(poison.Id, poison.Tenant, DatabaseErrors.Reason(why), time.GetUtcNow(), stop) > 0)
            DeliveryMetrics.Count(DeliveryStatus.Failed);
    }
}
