using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Switchhook.BuildingBlocks.Options;
using Switchhook.BuildingBlocks.Retell;

namespace Switchhook.Calls.Reconciliation;

public static class ReconciliationSetup
{
    public static void AddReconciliation(this IHostApplicationBuilder builder)
    {
        var (services, given) = (builder.Services, builder.AddCheckedOptions<CallsOptions>());
        services.AddSingleton(
            new ReconciliationSettings(
                TimeSpan.FromMinutes(given.SweepMinutes),
                TimeSpan.FromSeconds(given.SweepGraceSeconds),
                given.SweepPage
            )
        );
        services.AddSingleton<ReconciledAccounts>();
        services.AddSingleton<ReconciliationRuns>();
        services.AddSingleton<DeliveredCalls>();
        services.AddSingleton<UnfinishedCalls>();
        services.AddSingleton<UnreadableCalls>();
        services.AddTransient<MissingCallImport>();
        services.TryAddTransient<RetellClockHandler>();
        services
            .AddHttpClient<RetellCallHistory>(http => http.Timeout = TimeSpan.FromSeconds(30))
            .AddHttpMessageHandler<RetellClockHandler>()
            .RemoveAllLoggers();
        services.AddTransient<CallReconciliation>();
        services.AddHostedService<ReconciliationWorker>();
    }
}
