using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Switchhook.Contracts;

namespace Switchhook.Calls.Reconciliation;

/// <summary>Looks at once when the site starts, then again and again; sooner when Retell or the database was away.</summary>
public sealed partial class ReconciliationWorker(
    IServiceScopeFactory scopes,
    IHostApplicationLifetime life,
    ReconciliationSettings rules,
    IExternalChanges outside,
    TimeProvider time,
    ILogger<ReconciliationWorker> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        life.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stop);
            for (var failures = 0; ; await Task.Delay(rules.RetryAfter(failures), time, stop))
                failures = await RunAsync(stop) ? 0 : failures + 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task<bool> RunAsync(CancellationToken stop)
    {
        // In drill mode this may be a copy: the calls that Retell lists belong to another site.
        if (outside.IsHeldBack)
            return false;
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await scope.ServiceProvider.GetRequiredService<CallReconciliation>().RunAsync(stop);
        }
        // What is not caught here would end the site.
        catch (Exception away) when (!stop.IsCancellationRequested)
        {
            LogFailed(log, away.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Reconciling calls with Retell failed: {Reason}; retrying later")]
    static partial void LogFailed(ILogger log, string reason);
}
