using Wolverine;

namespace Switchhook.Calls.Intake;

/// <summary>Finds out whose a delivery is, and has it applied in the owner's tenant.</summary>
public record InterpretDelivery(Guid Id);

public static class InterpretDeliveryHandler
{
    public static async Task<OutgoingMessages> Handle(InterpretDelivery command, Deliveries deliveries, CancellationToken stop)
    {
        var owner = await deliveries.FindOwnerAsync(command.Id, stop);
        if (owner is null)
        {
            await deliveries.SetAsideAsync(command.Id, stop);
            // Somebody may have connected the agent in between, and have looked for waiting deliveries before this one was set aside.
            owner = await deliveries.FindOwnerAsync(command.Id, stop);
        }
        if (owner is null) DeliveryCounts.Count(Verdict.UnknownAgent);
        return owner is null ? [] : [new ApplyDelivery(command.Id).WithTenantId(owner)];
    }
}
