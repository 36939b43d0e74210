using Switchhook.Contracts;
using Wolverine.Attributes;
using Wolverine.Runtime.Handlers;

namespace Switchhook.Calls.Ingestion;

/// <summary>A call with much in it, apart from all others: one at a time, whichever owner it belongs to.</summary>
public record InterpretHeavyCall(IReadOnlyList<WaitingDelivery> Deliveries) : PersonalData;

public static class InterpretHeavyCallHandler
{
    public static void Configure(HandlerChain chain) => InterpretationQueues.RetryFailures(chain);

    [NonTransactional, MessageTimeout(InterpretationQueues.TimeoutInSeconds)]
    public static Task Handle(InterpretHeavyCall message, DeliveryInterpreter interpreter, CancellationToken stop) =>
        interpreter.InterpretHeavyCallAsync(message.Deliveries, stop);
}
