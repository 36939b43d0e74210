using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Switchhook.Calls.Watching;

public static class WatchingComposition
{
    public static void AddWatching(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WebhookWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WebhookWatch>());
        builder.Services.AddHealthChecks().AddCheck<WebhookHealth>("webhooks");
    }
}
