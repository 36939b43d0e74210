using Microsoft.Extensions.Hosting;
using Wolverine.Runtime;

namespace Switchhook.Calls.Ingestion;

/// <summary>Publishes the first of these messages; each then publishes the next.</summary>
public sealed class FindWaitingDeliveriesAtStart(IWolverineRuntime runtime, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken stop)
    {
        var first = new FindWaitingDeliveries(IsFirst: true);
        lifetime.ApplicationStarted.Register(() => _ = new MessageBus(runtime).PublishAsync(first).AsTask());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;
}
