using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Switchhook.Agents.Reconciliation;

public sealed class MissingAgentsHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default)
    {
        try
        {
            return await ReadAsync(stop).WaitAsync(TimeSpan.FromSeconds(1), stop) is { } sentence
                ? HealthCheckResult.Degraded(sentence)
                : HealthCheckResult.Healthy();
        }
        // The database has a check of its own.
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            return HealthCheckResult.Healthy();
        }
    }

    async Task<string?> ReadAsync(CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"select data ->> 'Sentence' from agents.mt_doc_missingagents where tenant_id = '{Installation.Tenant}'"
        );
        return await command.ExecuteScalarAsync(stop) as string;
    }
}
