using Microsoft.Extensions.Diagnostics.HealthChecks;
using Switchhook.Admin.Messages;

namespace Switchhook.Admin.Mail;

public sealed class MailHealth(MailSettings settings, MessageMonitor monitor) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken stop = default) =>
        Task.FromResult(
            monitor.Latest.IsServerDown
                ? HealthCheckResult.Degraded(
                    "The mail server does not take mail: nobody can confirm an address or reset a password. What it says is at /admin/mail."
                )
            : monitor.Latest.AccountMails > 0
                ? HealthCheckResult.Degraded($"{monitor.Latest.AccountMails} account mails were not delivered. See /admin/mail.")
            : settings.Smtp is not null ? HealthCheckResult.Healthy("Mail goes to the mail server.")
            : settings.Readable ? HealthCheckResult.Healthy("Mail is written to files; /dev/mail shows them.")
            : HealthCheckResult.Degraded("No Smtp__Host is configured: mail is written to files and reaches nobody.")
        );
}
