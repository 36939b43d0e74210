using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Calls.Ingestion;

/// <summary>Deliveries wait in lanes of this partition. It names none of them: what is interpreted is what the table says by then.</summary>
public record InterpretDeliveries(int Partition);

public static class InterpretDeliveriesHandler
{
    public static void Configure(HandlerChain chain) => InterpretationQueues.RetryFailures(chain);

    [NonTransactional, MessageTimeout(InterpretationQueues.TimeoutInSeconds)]
    public static Task<OutgoingMessages> Handle(InterpretDeliveries message, DeliveryInterpreter interpreter, CancellationToken stop) =>
        interpreter.InterpretAsync(message, stop);
}
