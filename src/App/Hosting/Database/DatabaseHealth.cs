using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Switchhook.BuildingBlocks;

namespace Switchhook.App.Hosting.Database;

/// <summary>
/// /health/live says that the process runs; /health/ready that it can take calls and show pages: the database answers within a second,
/// over the connections of both.
/// </summary>
public sealed class DatabaseHealth(
    [FromKeyedServices(DatabaseRole.Worker)] NpgsqlDataSource worker,
    [FromKeyedServices(DatabaseRole.Web)] NpgsqlDataSource web
) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default)
    {
        var (calls, pages) = (AnswersAsync(worker, stop), AnswersAsync(web, stop));
        return (await calls, await pages) switch
        {
            (true, true) => HealthCheckResult.Healthy(),
            (true, false) => HealthCheckResult.Unhealthy(
                "The database does not answer the pages: all their connections are in use, or their login fails."
            ),
            _ => HealthCheckResult.Unhealthy("The database does not answer."),
        };
    }

    static async Task<bool> AnswersAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            // A server that accepts and then says nothing would be waited for beyond any cancellation.
            await AskAsync(database, limit.Token).WaitAsync(TimeSpan.FromSeconds(1), stop);
            return true;
        }
        catch (Exception broken) when (broken is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return false;
        }
    }

    static async Task AskAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        await using var command = database.CreateCommand("select 1");
        await command.ExecuteScalarAsync(stop);
    }

    /// <summary>The state, and a sentence for each thing that is not as it should be. None of them tells of anybody.</summary>
    static Task WriteReportAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        var concerns = report
            .Entries.Values.Where(x => x.Status != HealthStatus.Healthy && x.Description is not null)
            .Select(x => x.Description);
        return http.Response.WriteAsync(string.Join('\n', [report.Status.ToString(), .. concerns]));
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteReportAsync });
        MetricsEndpoint.Map(app);
    }
}
