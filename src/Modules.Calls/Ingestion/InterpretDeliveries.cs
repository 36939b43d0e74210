using Wolverine;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Calls.Ingestion;

/// <summary>Deliveries wait in lanes of this partition. It names none of them: the table says which, when it arrives.</summary>
public record InterpretDeliveries(int Partition);

public static class InterpretDeliveriesHandler
{
    public static void Configure(HandlerChain chain) => InterpretationQueues.RetryFailures(chain);

    [NonTransactional, MessageTimeout(InterpretationQueues.TimeoutInSeconds)]
    public static Task<OutgoingMessages> Handle(InterpretDeliveries message, DeliveryInterpreter interpreter, CancellationToken stop) =>
        interpreter.InterpretAsync(message, stop);
}
