using Npgsql;

namespace Switchhook.Chaos.Webhooks;

/// <summary>Something that happens to the database for a while.</summary>
/// <param name="Refuses">Nothing can be stored meanwhile: then the answer has to be 503, and soon.</param>
public sealed record Fault(string Name, double Seconds, bool Refuses, Func<WebhookTestbed, CancellationToken, Task> Befall, Func<WebhookTestbed, Task> End)
{
    public static Fault Gone(double seconds) => new("gone", seconds, true, (rig, _) =>
    {
        rig.Tap.Refuses = true;
        rig.Tap.ResetAll();
        return Task.CompletedTask;
    }, rig => Task.FromResult(rig.Tap.Refuses = false));

    public static Fault Slow(double seconds) => new("5 s late", seconds, true, (rig, _) => Task.FromResult(rig.Tap.Latency = TimeSpan.FromSeconds(5)), rig =>
    {
        rig.Tap.Latency = TimeSpan.Zero;
        return Task.CompletedTask;
    });

    public static Fault Resets(double seconds) => new("resets", seconds, false, async (rig, stop) =>
    {
        for (; !stop.IsCancellationRequested; await Task.Delay(200, CancellationToken.None)) rig.Tap.ResetAll();
    }, _ => Task.CompletedTask);

    /// <summary>Others have taken every connection that the site's login may have.</summary>
    public static Fault NoConnections(double seconds) => new("no connections left", seconds, true, async (rig, _) =>
    {
        await ExecuteAsync(rig, "alter role switchhook_worker connection limit 0");
        rig.Tap.ResetAll();
    }, rig => ExecuteAsync(rig, "alter role switchhook_worker connection limit -1"));

    public static Fault DiskFull(double seconds) => new("disk full", seconds, true, async (rig, _) =>
    {
        await Task.Run(rig.Postgres.FillDisk, CancellationToken.None);
        // What had been set aside for the log before is used up, too.
        try
        {
            while (true) await ExecuteAsync(rig, "select pg_logical_emit_message(true, 'ballast', repeat('x', 4000000))");
        }
        catch (NpgsqlException) { /* full */ }
    }, rig => rig.Postgres.FreeDiskAsync());

    static async Task ExecuteAsync(WebhookTestbed rig, string sql)
    {
        await using var command = rig.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
