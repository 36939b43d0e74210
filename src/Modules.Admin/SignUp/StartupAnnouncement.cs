using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchhook.Admin.Accounts;
using Switchhook.Admin.Mail;

namespace Switchhook.Admin.SignUp;

/// <summary>What whoever started the site reads on its console: where it is, and how the first admin signs in.</summary>
public sealed class StartupAnnouncement(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    MailSettings mail,
    IHostApplicationLifetime life,
    ILogger<StartupAnnouncement> log
) : IHostedService
{
    string? Email => configuration["BOOTSTRAP_ADMIN_EMAIL"];

    public async Task StartAsync(CancellationToken stop)
    {
        if (Email is { Length: > 0 } given)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope
                .ServiceProvider.GetRequiredService<FirstAdmin>()
                .CreateAsync(AccountEmail.Read(given)!, configuration["BOOTSTRAP_ADMIN_PASSWORD"]!, "configuration");
        }
        life.ApplicationStarted.Register(() => _ = AnnounceAsync());
    }

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;

    async Task AnnounceAsync()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var firstAdmin = scope.ServiceProvider.GetRequiredService<FirstAdmin>();
            Console.WriteLine($"Switchhook is at {mail.Link("")}");
            Console.WriteLine(
                !await firstAdmin.ExistsAsync() ? $"First admin: {await firstAdmin.OfferLinkAsync()}"
                : Email is { Length: > 0 } ? $"First admin: sign in as BOOTSTRAP_ADMIN_EMAIL at {mail.Link("/sign-in")}"
                : $"Sign in at {mail.Link("/sign-in")}"
            );
        }
        catch (Exception broken)
        {
            log.LogError(broken, "The first admin's link could not be made; start again to get one");
        }
    }
}
