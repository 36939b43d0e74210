using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Switchhook.Agents.Purchases;

public sealed class PurchaseHealth(PurchaseLedger purchases, PurchaseLimits limits, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default)
    {
        try
        {
            return (await purchases.CountAsync("", time.GetUtcNow(), stop)).All < limits.PerDay
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded(limits.Reached);
        }
        // The database has a check of its own.
        catch (NpgsqlException)
        {
            return HealthCheckResult.Healthy();
        }
    }
}
