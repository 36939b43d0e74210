using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.ProjectionRebuild;

/// <summary>Repairs what another build has written, or given up, since this one prepared the database.</summary>
public sealed class UpgradeRepair(
    [FromKeyedServices(DatabaseRole.Worker)] NpgsqlDataSource worker,
    OutdatedRows rows,
    UpgradeFailureRetry failures,
    TimeProvider time
)
{
    /// <returns>Rows replayed, and messages and deliveries retried. None once the upgrade is longer ago than this.</returns>
    public async Task<(int Rows, int Messages)> RunAsync(TimeSpan longestAgo, CancellationToken stop)
    {
        var since = await PreparedAtAsync(stop) - TimeSpan.FromMinutes(1);
        if (time.GetUtcNow() - since > longestAgo)
            return default;
        return (await rows.ReplayAsync(since, stop), await failures.RetryAsync(since, stop));
    }

    async Task<DateTimeOffset> PreparedAtAsync(CancellationToken stop)
    {
        await using var command = worker.CreateCommand("select max(at) from platform.prepared");
        return new((DateTime)(await command.ExecuteScalarAsync(stop))!);
    }
}
