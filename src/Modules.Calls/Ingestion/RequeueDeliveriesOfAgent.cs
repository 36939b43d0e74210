namespace Switchhook.Calls.Ingestion;

/// <summary>Sent once the link is committed, so that every delivery either finds the link or is found here.</summary>
public record RequeueDeliveriesOfAgent(string RetellAgentId);

public static class RequeueDeliveriesOfAgentHandler
{
    public static async Task Handle(
        RequeueDeliveriesOfAgent command,
        DeliveryTable deliveries,
        InterpretationPublisher interpretation,
        CancellationToken stop
    )
    {
        await deliveries.RequeueOfAgentAsync(command.RetellAgentId, stop);
        await interpretation.PublishAsync(Lane.All);
    }
}
