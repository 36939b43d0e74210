using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.Calls.Intake;

/// <summary>
/// Works off the queue, with as many workers as there are cores, beside those of other processes. Woken by what was written here; what others
/// wrote, or left behind when they died, is found by looking.
/// </summary>
public sealed class Interpretation(
    NpgsqlDataSource database, Bells bells, Rush rush, Understanding understanding, Deliveries deliveries, TimeProvider time, ILogger<Interpretation> log) : BackgroundService
{
    static readonly int Workers = Environment.ProcessorCount;
    static readonly TimeSpan Look = TimeSpan.FromSeconds(2), Breath = TimeSpan.FromMilliseconds(50), Moment = TimeSpan.FromMilliseconds(15), Longest = TimeSpan.FromSeconds(2);

    /// <summary>In a rush those go first who wait for an answer, until what has been answered is waiting so long itself.</summary>
    static readonly TimeSpan Overdue = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stop) =>
        Task.WhenAll([LookAsync(stop), .. Enumerable.Range(0, Workers).Select(i => Task.Run(() => WorkAsync(i == 0, stop), stop))]);

    async Task LookAsync(CancellationToken stop)
    {
        var resumed = false;
        while (!stop.IsCancellationRequested)
            try
            {
                if (!resumed) await deliveries.WakeOwnedAsync(null, stop);
                resumed = true;
                bells.Ring(await deliveries.WaitingLanesAsync(stop));
                await Task.Delay(Look, time, stop);
            }
            catch (Exception broken) when (!stop.IsCancellationRequested)
            {
                if (!Failing.IsAway(broken)) log.LogError("Looking for what waits was interrupted ({Reason})", Failing.Reason(broken));
                await Task.Delay(Look, time, CancellationToken.None);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
    }

    async Task WorkAsync(bool first, CancellationToken stop)
    {
        await using var queue = new Queue(database);
        var (pause, behind) = (Breath, TimeSpan.Zero);
        while (!stop.IsCancellationRequested)
            try
            {
                await LetPassAsync(first, behind, stop);
                var mine = bells.Take(Workers);
                if (mine == 0) await bells.WaitAsync(Look, stop);
                behind = mine == 0 ? TimeSpan.Zero : await WorkOffAsync(queue, mine, stop);
                pause = Breath;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
            catch (Exception broken)
            {
                log.Log(Failing.IsAway(broken) ? LogLevel.Warning : LogLevel.Error, "Interpreting was interrupted ({Reason}); trying again in {Pause} ms", Failing.Reason(broken), pause.TotalMilliseconds);
                await queue.DisposeAsync();
                await Task.Delay(pause, time, stop).ContinueWith(_ => { }, TaskScheduler.Default);
                pause = pause * 2 < Longest ? pause * 2 : Longest;
            }
    }

    /// <summary>
    /// The stronger the rush, the longer it is let pass. In a light one most of the cores' time is left: then one worker hardly waits at all (hence
    /// the square: 0.04 s at 500 a second, 0.8 s at 1,000), and the others leave the answers more room.
    /// </summary>
    async Task LetPassAsync(bool first, TimeSpan behind, CancellationToken stop)
    {
        for (var since = time.GetTimestamp(); rush.Strength is > 0 and var strength && behind + time.GetElapsedTime(since) < Overdue * (first ? strength * strength : strength);) await Task.Delay(10, stop);
    }

    /// <summary>How long the oldest of what was there had waited.</summary>
    async Task<TimeSpan> WorkOffAsync(Queue queue, ulong mine, CancellationToken stop)
    {
        var unfinished = mine;
        try
        {
            var (taken, waiting, more) = await queue.TakeAsync(mine, rush.IsOn ? Queue.Few : Queue.Most, stop);
            if (taken == 0) await Task.Delay(Breath, time, stop);
            // Another machine's clock may be ahead.
            var behind = waiting.Count > 0 && time.GetUtcNow() - waiting[0].ReceivedAt is { Ticks: > 0 } waited ? waited : TimeSpan.Zero;
            if (waiting.Count > 0) await ApplyAsync(waiting, stop);
            await queue.LeaveAsync();
            // Another process may have found its lane empty just before something came: it is looked at again once that has left.
            unfinished = more ? mine : mine & ~taken;
            return behind;
        }
        finally
        {
            bells.Leave(mine, unfinished);
        }
    }

    /// <summary>A transaction that fails is halved until what makes it fail stands alone.</summary>
    async Task ApplyAsync(IReadOnlyList<Waiting> waiting, CancellationToken stop)
    {
        var met = 0;
        for (var races = 0; ; races++)
            try
            {
                await understanding.CommitAsync(waiting, stop);
                return;
            }
            catch (Exception broken) when (Failing.Has<TakenByAnother>(broken)) { return; }
            catch (Exception broken) when (RowOfAnotherBuild.Is(broken))
            {
                if (waiting.Count > 1)
                {
                    foreach (var half in Halves.Of(waiting)) await ApplyAsync(half, stop);
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
                if (waiting.Count > 1) foreach (var half in Halves.Of(waiting)) await ApplyAsync(half, stop);
                else await SetAsideAsync(waiting[0], broken, stop);
                return;
            }
    }

    async Task SetAsideAsync(Waiting poison, Exception why, CancellationToken stop)
    {
        log.LogWarning("A delivery could not be interpreted and was set aside: {Reason}", Failing.Reason(why));
        if (await deliveries.FailAsync(poison.Id, poison.Tenant, Failing.Reason(why), time.GetUtcNow(), stop) > 0) DeliveryCounts.Count(Verdict.Failed);
    }
}
