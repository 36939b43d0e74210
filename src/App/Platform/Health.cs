using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Switchhook.App.Platform;

/// <summary>/health/live says that the process runs; /health/ready that it can take calls: the database answers within a second.</summary>
public sealed class Health([FromKeyedServices(Databases.Worker)] NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default)
    {
        try
        {
            using var second = CancellationTokenSource.CreateLinkedTokenSource(stop);
            second.CancelAfter(TimeSpan.FromSeconds(1));
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(second.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception broken) when (broken is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapPrometheusScrapingEndpoint("/metrics");
    }
}
