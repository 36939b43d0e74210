namespace Switchhook.EmbeddedPostgres;

/// <summary>Starts our own server again when something ended it under a running site.</summary>
public sealed class PostgresWatchdog(EmbeddedPostgresServer postgres, ILogger<PostgresWatchdog> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        await using var end = stop.Register(second.Dispose);
        while (await second.WaitForNextTickAsync(CancellationToken.None))
            if (await postgres.RestartIfStoppedAsync(stop))
                log.LogWarning("PostgreSQL stopped and was restarted");
    }
}
