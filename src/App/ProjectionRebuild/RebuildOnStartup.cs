using Marten;
using Npgsql;
using Switchhook.App.Hosting.Database;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>
/// A site that starts on the database of another build makes the read models anew whose shape has changed, while it serves. One of several
/// processes does; the others wait for it.
/// </summary>
public sealed partial class RebuildOnStartup(
    IServiceProvider services,
    IDocumentStore store,
    Databases databases,
    [FromKeyedServices(Databases.Worker)] NpgsqlDataSource worker,
    IHostApplicationLifetime life,
    OutdatedRows former,
    UpgradeFailureRetry failed,
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
                await RepairLateRowsAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    /// <summary>What another build has written, or given up, since this one prepared the database.</summary>
    public async Task RepairLateRowsAsync(CancellationToken stop)
    {
        try
        {
            var since = await PreparedAtAsync(stop) - TimeSpan.FromMinutes(1);
            if (time.GetUtcNow() - since > RepairDelays[^1] * 2)
                return;
            var (rows, messages) = (await former.ReplayAsync(since, stop), await failed.RetryAsync(since, stop));
            if (rows + messages > 0)
                LogRepaired(log, rows, messages);
        }
        catch (Exception broken) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, broken);
        }
    }

    async Task<DateTimeOffset> PreparedAtAsync(CancellationToken stop)
    {
        await using var command = worker.CreateCommand("select max(at) from platform.prepared");
        return new((DateTime)(await command.ExecuteScalarAsync(stop))!);
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
        var models = ReadModel.All((DocumentStore)store);
        if (await AreUpToDateAsync(models, stop))
        {
            Percent = null;
            return true;
        }
        Percent ??= 0;
        await using var rebuildLock = await RebuildLock.TryAsync(databases, stop);
        if (rebuildLock is null)
            return false;
        if (!await AreUpToDateAsync(models, stop))
        {
            if (await HasEventsAsync(stop))
                await RebuildAsync(rebuildLock, stop);
            else
                await rebuildLock.StoreShapesAsync(models, stop);
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

    async Task<bool> AreUpToDateAsync(IReadOnlyList<ReadModel> models, CancellationToken stop)
    {
        await using var command = worker.CreateCommand(
            "select not exists (select * from unnest($1, $2) except select name, shape from platform.read_models)"
        );
        command.Parameters.AddWithValue(models.Select(x => x.Name).ToArray());
        command.Parameters.AddWithValue(models.Select(x => x.Shape).ToArray());
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    async Task<bool> HasEventsAsync(CancellationToken stop)
    {
        await using var command = worker.CreateCommand("select exists (select from events.mt_events)");
        return (bool)(await command.ExecuteScalarAsync(stop))!;
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
