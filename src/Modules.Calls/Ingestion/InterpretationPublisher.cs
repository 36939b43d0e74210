using Wolverine.Runtime;

namespace Switchhook.Calls.Ingestion;

/// <summary>Has the waiting deliveries of these lanes interpreted: at most one message per partition is on its way.</summary>
public sealed class InterpretationPublisher(WaitingLanes waiting, IWolverineRuntime runtime)
{
    public async Task PublishAsync(ulong lanes)
    {
        foreach (var partition in waiting.Add(lanes))
            await new MessageBus(runtime).PublishAsync(new InterpretDeliveries(partition));
    }
}
