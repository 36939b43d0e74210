using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Switchhook.BuildingBlocks.Options;

namespace Switchhook.Calls.Sweeping;

public static class SweepingComposition
{
    public static void AddSweeping(this IHostApplicationBuilder builder)
    {
        var (services, given) = (builder.Services, builder.AddCheckedOptions<CallsOptions>());
        services.AddSingleton(new SweepRules(
            TimeSpan.FromMinutes(given.SweepMinutes), TimeSpan.FromSeconds(given.SweepGraceSeconds), given.SweepPage));
        services.AddSingleton<SweepAccounts>();
        services.AddSingleton<Looks>();
        services.AddSingleton<Arrived>();
        services.AddSingleton<Unfinished>();
        services.AddSingleton<UnreadCalls>();
        services.AddTransient<LookedForCalls>();
        services.AddHttpClient<RetellRecord>(http => http.Timeout = TimeSpan.FromSeconds(30)).RemoveAllLoggers();
        services.AddTransient<Sweep>();
        services.AddHostedService<RegularSweep>();
    }
}
