using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Switchhook.Calls.Sweeping;

public static class SweepingComposition
{
    public static void AddSweeping(this IHostApplicationBuilder builder)
    {
        var (services, given) = (builder.Services, builder.Configuration.GetSection("Calls"));
        services.AddSingleton(new SweepRules(
            TimeSpan.FromMinutes(given.GetValue("SweepMinutes", 3d)), TimeSpan.FromSeconds(given.GetValue("SweepGraceSeconds", 60d)), given.GetValue("SweepPage", 200)));
        services.AddSingleton<SweepAccounts>();
        services.AddSingleton<Looks>();
        services.AddSingleton<Arrived>();
        services.AddSingleton<Unfinished>();
        services.AddHttpClient<RetellRecord>(http => http.Timeout = TimeSpan.FromSeconds(30)).RemoveAllLoggers();
        services.AddTransient<Sweep>();
        services.AddHostedService<RegularSweep>();
    }
}
