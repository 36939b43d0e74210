using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Switchhook.Admin;

public sealed class MailHealth(MailSettings settings) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default) => Task.FromResult(
        settings.Smtp is not null ? HealthCheckResult.Healthy("Mail goes to the mail server.")
        : settings.Readable ? HealthCheckResult.Healthy("Mail is written to files; /dev/mail shows them.")
        : HealthCheckResult.Degraded("No Smtp__Host is configured: mail is written to files and reaches nobody."));
}
