using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Switchhook.Calls.Deliveries;

public static class DeliveriesSetup
{
    public static void AddDeliveries(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WebhookMonitor>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WebhookMonitor>());
        builder.Services.AddHealthChecks().AddCheck<WebhookHealth>("webhooks");
    }
}
