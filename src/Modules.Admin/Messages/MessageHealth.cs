using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchhook.Admin.Messages;

public sealed class MessageHealth(MessageMonitor monitor) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default) =>
        Task.FromResult(
            monitor.Latest.DeadLetters switch
            {
                0 => HealthCheckResult.Healthy(),
                1 => HealthCheckResult.Degraded("A message was given up and waits for an admin at /admin/messages."),
                var many => HealthCheckResult.Degraded($"{many} messages were given up and wait for an admin at /admin/messages."),
            }
        );
}
