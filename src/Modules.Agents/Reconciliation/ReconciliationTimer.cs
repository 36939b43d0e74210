using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchhook.Contracts;
using Wolverine;

namespace Switchhook.Agents.Reconciliation;

public sealed partial class ReconciliationTimer(
    IServiceScopeFactory scopes,
    IHostApplicationLifetime life,
    ProvisioningSettings rules,
    IExternalChanges outside,
    TimeProvider time,
    ILogger<ReconciliationTimer> log
) : BackgroundService
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        life.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stop);
            while (true)
                await Task.Delay(await AskAsync() ? rules.ReconciliationInterval : Soon, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task<bool> AskAsync()
    {
        if (outside.IsHeldBack)
            return false;
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope
                .ServiceProvider.GetRequiredService<IMessageBus>()
                .PublishAsync(new ReconcileWithRetell(), new DeliveryOptions { TenantId = Installation.Tenant });
            return true;
        }
        // What is not caught here would end the site.
        catch (Exception broken)
        {
            LogFailed(log, broken.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Reconciling agents with Retell failed: {Reason}; retrying later")]
    static partial void LogFailed(ILogger log, string reason);
}
