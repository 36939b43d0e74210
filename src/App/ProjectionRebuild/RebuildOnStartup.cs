using Switchhook.App.Hosting.Database;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>
/// A site that starts on the database of another build makes the read models anew whose shape has changed, while it serves. One of several
/// processes does; the others wait for it.
/// </summary>
public sealed partial class RebuildOnStartup(
    IServiceProvider services,
    ReadModelState state,
    UpgradeRepair repair,
    Databases databases,
    IHostApplicationLifetime life,
    TimeProvider time,
    ILogger<RebuildOnStartup> log
) : BackgroundService
{
    static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    /// <summary>After an upgrade another build may run on for a while, and leave rows of its own shape behind.</summary>
    static readonly TimeSpan[] RepairDelays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
    ];

    /// <summary>How far it is; null when there is nothing to do.</summary>
    public int? Percent { get; set; }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        try
        {
            while (!await TryAsync(stop))
                await Task.Delay(Again, time, stop);
            foreach (var pause in RepairDelays)
            {
                await Task.Delay(pause, time, stop);
                await RepairAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task RepairAsync(CancellationToken stop)
    {
        try
        {
            var (rows, messages) = await repair.RunAsync(RepairDelays[^1] * 2, stop);
            if (rows + messages > 0)
                LogRepaired(log, rows, messages);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, broken);
        }
    }

    async Task<bool> TryAsync(CancellationToken stop)
    {
        try
        {
            return await RunAsync(stop);
        }
        catch (Exception failed) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, failed);
            return false;
        }
    }

    /// <returns>Whether all is up to date now: not so when somebody else is at it.</returns>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        if (await state.IsUpToDateAsync(stop))
        {
            Percent = null;
            return true;
        }
        Percent ??= 0;
        await using var rebuildLock = await RebuildLock.TryAsync(databases, stop);
        if (rebuildLock is null)
            return false;
        if (!await state.IsUpToDateAsync(stop))
        {
            if (await state.HasEventsAsync(stop))
                await RebuildAsync(rebuildLock, stop);
            else
                await rebuildLock.StoreShapesAsync(state.Models, stop);
        }
        Percent = null;
        return true;
    }

    async Task RebuildAsync(RebuildLock rebuildLock, CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        await using var waiting = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
        LogBegun(log);
        var result = await ActivatorUtilities
            .CreateInstance<Rebuild>(services)
            .RunAsync(rebuildLock, repair: true, TextWriter.Null, x => Percent = x, stop);
        LogDone(log, result.Events, result.Differences);
    }

    [LoggerMessage(
        LogLevel.Information,
        "Read models have a new shape in this build and are being rebuilt from the events while the site runs"
    )]
    static partial void LogBegun(ILogger log);

    [LoggerMessage(LogLevel.Information, "Read models are up to date: {Events} events replayed, {Rows} rows corrected")]
    static partial void LogDone(ILogger log, long events, long rows);

    [LoggerMessage(
        LogLevel.Information,
        "Rebuilt {Rows} rows written by another version; retried {Messages} messages and deliveries that had failed"
    )]
    static partial void LogRepaired(ILogger log, int rows, int messages);

    [LoggerMessage(LogLevel.Error, "Read models could not be rebuilt; retrying")]
    static partial void LogFailed(ILogger log, Exception failed);
}
