using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;

namespace Switchhook.Agents;

public sealed class SweepClock(IServiceScopeFactory scopes, IHostApplicationLifetime life, SetUpRules rules, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource();
        life.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stop);
            using var clock = new PeriodicTimer(rules.SweepEvery, time);
            do
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(new SweepRetell(), new DeliveryOptions { TenantId = Installation.Tenant });
            }
            while (await clock.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }
}
