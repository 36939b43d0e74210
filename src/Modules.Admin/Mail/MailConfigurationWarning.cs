using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Switchhook.Admin.Mail;

/// <summary>Said once at start, because nobody can confirm an address or reset a password without it.</summary>
public sealed class MailConfigurationWarning(MailSettings settings, ILogger<MailConfigurationWarning> log) : IHostedService
{
    public Task StartAsync(CancellationToken stop)
    {
        if (settings is { Smtp: null, Readable: false })
            log.LogWarning("No mail server is configured (Smtp__Host): mails are kept as files in DATA_DIR and reach nobody");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;
}
