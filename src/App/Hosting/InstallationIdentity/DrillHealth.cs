using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchhook.App.Hosting.InstallationIdentity;

public sealed class DrillHealth(DrillMode drill) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default) =>
        Task.FromResult(
            drill.Reason is { } reason
                ? HealthCheckResult.Degraded($"Drill mode: {reason} An administrator has to answer on /admin/installation.")
                : HealthCheckResult.Healthy()
        );
}
