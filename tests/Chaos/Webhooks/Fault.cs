using Npgsql;

namespace Switchhook.Chaos.Webhooks;

/// <summary>Something that happens to the database for a while.</summary>
/// <param name="Refuses">Nothing can be stored meanwhile: then the answer has to be 503, and soon.</param>
public sealed record Fault(
    string Name,
    double Seconds,
    bool Refuses,
    Func<WebhookTestbed, CancellationToken, Task> Inject,
    Func<WebhookTestbed, Task> End
)
{
    public static Fault Gone(double seconds) =>
        new(
            "gone",
            seconds,
            true,
            (testbed, _) =>
            {
                testbed.Proxy.Refuses = true;
                testbed.Proxy.ResetAll();
                return Task.CompletedTask;
            },
            testbed => Task.FromResult(testbed.Proxy.Refuses = false)
        );

    public static Fault Slow(double seconds) =>
        new(
            "5 s late",
            seconds,
            true,
            (testbed, _) => Task.FromResult(testbed.Proxy.Latency = TimeSpan.FromSeconds(5)),
            testbed =>
            {
                testbed.Proxy.Latency = TimeSpan.Zero;
                return Task.CompletedTask;
            }
        );

    public static Fault Resets(double seconds) =>
        new(
            "resets",
            seconds,
            false,
            async (testbed, stop) =>
            {
                for (; !stop.IsCancellationRequested; await Task.Delay(200, CancellationToken.None))
                    testbed.Proxy.ResetAll();
            },
            _ => Task.CompletedTask
        );

    /// <summary>Others have taken every connection that the site's login may have.</summary>
    public static Fault NoConnections(double seconds) =>
        new(
            "no connections left",
            seconds,
            true,
            async (testbed, _) =>
            {
                await ExecuteAsync(testbed, "alter role switchhook_worker connection limit 0");
                testbed.Proxy.ResetAll();
            },
            testbed => ExecuteAsync(testbed, "alter role switchhook_worker connection limit -1")
        );

    public static Fault DiskFull(double seconds) =>
        new(
            "disk full",
            seconds,
            true,
            async (testbed, _) =>
            {
                await Task.Run(testbed.Postgres.FillDisk, CancellationToken.None);
                // What had been set aside for the log before is used up, too.
                try
                {
                    while (true)
                        await ExecuteAsync(testbed, "select pg_logical_emit_message(true, 'ballast', repeat('x', 4000000))");
                }
                catch (NpgsqlException)
                { /* full */
                }
            },
            testbed => testbed.Postgres.FreeDiskAsync()
        );

    static async Task ExecuteAsync(WebhookTestbed testbed, string sql)
    {
        await using var command = testbed.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
